/** Cloud Code may refuse with a code alone: the words for it must not blame what the client has sent. */
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import type { Parse } from '../support/sdk'

const password = 'correct-horse'

const cloud = ({ Cloud, Error, User }: typeof Parse) => {
  const refuse = (code: number) => {
    throw new Error(code, undefined)
  }
  Cloud.define('refuse', ({ params }) => refuse(Number((params as { code: unknown }).code)))
  Cloud.define('refuseInWords', () => {
    throw new Error(142, 'Not before Friday.')
  })
  Cloud.beforeLogin(() => refuse(Error.SCRIPT_FAILED))
  Cloud.beforeSave(User, ({ object }) => {
    if (object.get('refused')) refuse(Error.VALIDATION_ERROR)
  })
}

describeWithDatabase('a Parse error without a message', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { cloud } })
    await rest(host, 'POST', '/users', { body: { username: 'ann', password } })
  })
  afterAll(() => host.close())

  const call = (code: number) => rest(host, 'POST', '/functions/refuse', { body: { code } })

  test.each([
    [142, 400, 'The request was refused.'],
    [9999, 400, 'The request was refused.'],
    [101, 404, 'Not found.'],
    [1, 500, 'Internal server error.'],
  ])('with code %p is answered in words that fit', async (code, status, error) => {
    expect(await call(code)).toMatchObject({ status, body: { code, error } })
  })

  test('of triggers is answered in words that fit', async () => {
    const body = { username: 'ann', password }
    expect((await rest(host, 'POST', '/login', { body })).body).toEqual({
      code: 141,
      error: 'The request was refused.',
    })
    const refused = { username: 'ben', password, refused: true }
    expect((await rest(host, 'POST', '/users', { body: refused })).body).toEqual({
      code: 142,
      error: 'The request was refused.',
    })
  })

  test('within a batch is answered in words that fit', async () => {
    const requests = [{ method: 'POST', path: '/parse/functions/refuse', body: { code: 142 } }]
    expect((await rest(host, 'POST', '/batch', { body: { requests } })).body).toEqual([
      { error: { code: 142, error: 'The request was refused.' } },
    ])
  })

  test('is answered in words that fit by GraphQL', async () => {
    const { body } = await graphql(
      host,
      'mutation { callCloudCode(input: { functionName: refuse, params: { code: 142 } }) { result } }',
    )
    expect(body.errors).toMatchObject([{ message: 'The request was refused.', extensions: { code: 142 } }])
  })

  test('leaves words of the host as they are', async () => {
    expect((await rest(host, 'POST', '/functions/refuseInWords', { body: {} })).body).toEqual({
      code: 142,
      error: 'Not before Friday.',
    })
  })

  test('is not what malformed JSON is', async () => {
    const headers = { 'Content-Type': 'application/json' }
    const { body } = await rest(host, 'POST', '/users', { rawBody: '{', headers })
    expect(body).toMatchObject({ code: 107, error: expect.stringContaining('well-formed JSON') })
  })
})
