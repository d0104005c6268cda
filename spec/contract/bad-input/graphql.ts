/** Bad GraphQL requests: how they are sent, and what a refusal is. */
import { type BadInput, expectNothingLeaks, expectParseError } from './bad-input'
import { json, type Row } from './rows'

export const post = (title: string, body: string, headers: Row['headers'] = {}): Row => ({
  title,
  method: 'POST',
  path: '/graphql',
  isRoot: true,
  headers: { ...json, ...headers },
  body,
})

/** Refused as a whole, as REST is; or in the form of GraphQL. */
export async function expectRefused(context: BadInput, row: Row): Promise<void> {
  const answer = await context.send(row)
  expectNothingLeaks(answer, context)
  const { errors } = (answer.json ?? {}) as { errors?: { message: string; extensions?: object }[] }
  if (errors === undefined) {
    expect(`${answer.status} ${answer.text}`).toMatch(/^4\d\d/)
    return expectParseError(answer.json)
  }
  expect(`${answer.status} ${answer.text}`).toMatch(/^(?:200|4\d\d)/)
  expect(errors).not.toHaveLength(0)
  for (const { message, extensions } of errors) {
    expect(message).toMatch(/\S/)
    expect(message).not.toBe('Internal server error.')
    expect(extensions ?? {}).not.toHaveProperty('stacktrace')
  }
}
