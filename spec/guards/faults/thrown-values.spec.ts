/** What Cloud Code throws reaches the client as it was thrown, whatever it is; and who needs the master key is told so. */
import { Error as OtherCopysError } from 'parse/node'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const cycle: Record<string, unknown> = {}
cycle.self = cycle

const refused = 'The request was refused.'

/** What is thrown, and what the client sees of it: code, words, and those of GraphQL where they are others. */
const thrown: Record<string, [value: () => unknown, code: number, words: unknown, text?: string]> = {
  text: [() => 'just text', 141, 'just text'],
  number: [() => 5, 141, 5, '5'],
  list: [() => ['a', 'b'], 141, ['a', 'b'], '["a","b"]'],
  object: [() => ({ reason: 'full' }), 141, { reason: 'full' }, '{"reason":"full"}'],
  cycle: [() => cycle, 141, '[object Object]'],
  error: [() => new TypeError('not a number'), 141, 'not a number'],
  wordless: [() => new Error(''), 141, refused],
  parseError: [() => new globalThis.Parse.Error(4711, 'own words'), 4711, 'own words'],
  ofAnotherCopy: [() => new OtherCopysError(4711, 'own words'), 4711, 'own words'],
  likeGraphQL: [() => 'A got invalid value 5; try 6', 141, 'A got invalid value 5; try 6'],
}

describeWithDatabase('what Cloud Code throws', (database) => {
  let host: Host
  beforeAll(async () => {
    const fail = (name: unknown): never => {
      throw thrown[String(name)]?.[0]()
    }
    host = await startHost({
      database: database(),
      parseServer: {
        enableSanitizedErrorResponse: false,
        cloud: ({ Cloud, User }: typeof globalThis.Parse) => {
          for (const name of Object.keys(thrown)) Cloud.define(name, () => fail(name))
          Cloud.beforeSave('Note', ({ object }) => fail(object.get('name')))
          Cloud.beforeSave(User, async ({ object }) => Promise.resolve(fail(object.get('fails'))))
        },
      },
    })
  })
  afterAll(() => host.close())

  const post = (path: string, body: object, master = true) => rest(host, 'POST', path, { body, master })

  test.each(Object.entries(thrown))('reaches the client: %s', async (name, [, code, words, text = words]) => {
    const refusal = { status: 400, body: { code, error: words } }
    expect(await post(`/functions/${name}`, {})).toMatchObject(refusal)
    expect(await post('/classes/Note', { name })).toMatchObject(refusal)
    const user = { username: name, password: 'correct-horse', fails: name }
    expect(await post('/users', user)).toMatchObject(refusal)
    const requests = [{ method: 'POST', path: `/parse/functions/${name}`, body: {} }]
    expect((await post('/batch', { requests })).body).toEqual([{ error: refusal.body }])
    const { body } = await graphql(
      host,
      `mutation { callCloudCode(input: { functionName: ${name} }) { result } }`,
    )
    expect(body.errors).toMatchObject([{ message: text, extensions: { code } }])
  })

  test('where the master key is needed, says so', async () => {
    const refusal = { code: 119, error: 'unauthorized: master key is required' }
    expect(await rest(host, 'GET', '/schemas')).toMatchObject({ status: 403, body: refusal })
    const requests = [{ method: 'GET', path: '/parse/schemas' }]
    expect((await post('/batch', { requests }, false)).body).toEqual([{ error: refusal }])
    const { body } = await graphql(host, '{ classes { name } }')
    expect(body.errors).toMatchObject([{ message: refusal.error, extensions: { code: 119 } }])
  })
})
