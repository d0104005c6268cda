/** A session that is over is told apart from one that never was: 209 with words of its own, by every way in. */
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest, type RestResponse } from '../support/rest'

const expired = { code: 209, error: 'Session token is expired.' }

type Ask = (host: Host, sessionToken: string) => Promise<RestResponse>
const by =
  (method: string, path: string, request = {}): Ask =>
  (host, sessionToken) =>
    rest(host, method, path, { sessionToken, ...request })
/** SDKs in browsers send all that others put into headers in the body. */
const noAppId = { 'X-Parse-Application-Id': '' }
const inBody = { _ApplicationId: 'spec-app', _method: 'GET' }

const ways: [name: string, ask: Ask][] = [
  ['GET /users/me', by('GET', '/users/me')],
  [
    'GET /users/me of an SDK',
    (host, _SessionToken) =>
      rest(host, 'POST', '/users/me', { body: { ...inBody, _SessionToken }, headers: noAppId }),
  ],
  ['GET /users', by('GET', '/users')],
  ['POST /classes', by('POST', '/classes/Note', { body: {} })],
  ['POST /batch', by('POST', '/batch', { body: { requests: [] } })],
  ['POST /functions', by('POST', '/functions/any', { body: {} })],
  ['GraphQL', (host, sessionToken) => graphql(host, '{ viewer { sessionToken } }', { sessionToken })],
]

describeWithDatabase('an expired session', (database) => {
  let host: Host
  let sessionToken: string
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { sessionLength: 1 } })
    const { body } = await rest(host, 'POST', '/users', {
      body: { username: 'ann', password: 'correct-horse' },
    })
    sessionToken = (body as { sessionToken: string }).sessionToken
    const isOver = async () => (await rest(host, 'GET', '/users', { sessionToken })).status !== 200
    while (!(await isOver()));
  })
  afterAll(() => host.close())

  test.each(ways)('is told apart by %s', async (_name, ask) => {
    const { status, body } = await ask(host, sessionToken)
    expect([status, body]).toEqual([400, expired])
  })

  test('is told apart by GET /users/me from one that never was', async () => {
    const { body } = await rest(host, 'GET', '/users/me', { sessionToken: `r:${'0'.repeat(32)}` })
    expect(body).toEqual({ code: 209, error: 'invalid session token' })
  })
})
