/** Who has a session links and unlinks by updates, which are looked at: not by a log-in with the id that the session can read. */
import { acme, acmeAuthData } from '../../support/acme'
import { storedUser, type UserBody } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { codeAt, newSecret } from '../mfa/second-factor'

function newFactor() {
  const secret = newSecret()
  return { secret, token: codeAt(secret, Date.now()) }
}

type AuthData = Record<string, unknown>
type Way = (host: Host, sessionToken: string, authData: AuthData) => Promise<{ body: unknown }>

const logInWith = `mutation ($authData: Object!) { logInWith(input: { authData: $authData }) { viewer { sessionToken } } }`

const cloud = ({ Cloud, User }: typeof import('parse/node')) =>
  Cloud.define('logInAgain', ({ user, params }) =>
    new User().save(params as { authData: AuthData }, { sessionToken: user!.getSessionToken() }),
  )

const ways: [string, Way][] = [
  [
    'REST',
    (host, sessionToken, authData) => rest(host, 'POST', '/users', { sessionToken, body: { authData } }),
  ],
  [
    '/classes/_User',
    (host, sessionToken, authData) =>
      rest(host, 'POST', '/classes/_User', { sessionToken, body: { authData } }),
  ],
  [
    '/batch',
    (host, sessionToken, authData) => {
      const requests = [{ method: 'POST', path: '/parse/users', body: { authData } }]
      return rest(host, 'POST', '/batch', { sessionToken, body: { requests } })
    },
  ],
  [
    'GraphQL',
    (host, sessionToken, authData) => graphql(host, logInWith, { sessionToken, variables: { authData } }),
  ],
  [
    'Cloud Code',
    (host, sessionToken, authData) =>
      rest(host, 'POST', '/functions/logInAgain', { sessionToken, body: { authData } }),
  ],
]

describeWithDatabase('somebody with a session and the id of an identity', (database) => {
  let host: Host
  beforeAll(async () => {
    const auth = { acme, other: acme, anonymous: { enabled: true }, mfa: { options: ['TOTP'] } }
    host = await startHost({ database: database(), parseServer: { auth, cloud }, limits: false })
  })
  afterAll(() => host.close())

  let count = 0
  const nextId = () => `${database().engine}-${(count += 1)}`
  async function newUser() {
    const id = nextId()
    const body = { authData: { ...acmeAuthData(id), other: acmeAuthData(`other ${id}`).acme } }
    return { id, ...((await rest(host, 'POST', '/users', { body })).body as UserBody) }
  }

  const additions: [string, () => AuthData][] = [
    ['links no other identity', () => ({ other: acmeAuthData(nextId()).acme })],
    ['unlinks none', () => ({ other: null })],
    ['sets no second factor up', () => ({ mfa: newFactor() })],
  ]
  const tries = additions.flatMap(([what, more]) =>
    ways.map(([way, send]) => [what, way, send, more] as const),
  )

  test.each(tries)('%s, by %s', async (_what, _way, send, more) => {
    const { id, objectId, sessionToken } = await newUser()
    const before = (await storedUser(host, objectId)).authData
    const { body } = await send(host, sessionToken, { acme: { id }, ...more() })
    expect(JSON.stringify(body)).toContain('by an update of your account')
    expect((await storedUser(host, objectId)).authData).toEqual(before)
  })

  test('links and unlinks by an update', async () => {
    const { objectId, sessionToken } = await newUser()
    const linked = acmeAuthData(nextId()).acme
    for (const other of [null, linked]) {
      const body = { authData: { other } }
      expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })).status).toBe(200)
    }
    expect((await storedUser(host, objectId)).authData).toMatchObject({ other: { id: linked.id } })
  })

  test('logs in again by the credential alone, and by several where nobody is signed in', async () => {
    const { id, objectId, sessionToken } = await newUser()
    const again = { sessionToken, body: { authData: acmeAuthData(id) } }
    expect(await rest(host, 'POST', '/users', again)).toMatchObject({ status: 200, body: { objectId } })
    const body = { authData: { ...acmeAuthData(id), other: acmeAuthData(`other ${id}`).acme } }
    expect(await rest(host, 'POST', '/users', { body })).toMatchObject({ status: 200, body: { objectId } })
  })

  test('of nobody in particular may become somebody', async () => {
    const anonymous = { id: nextId() }
    const guest = (await rest(host, 'POST', '/users', { body: { authData: { anonymous } } })).body as UserBody
    const authData = { anonymous, ...acmeAuthData(nextId()) }
    const { sessionToken, objectId } = guest
    expect(await rest(host, 'POST', '/users', { sessionToken, body: { authData } })).toMatchObject({
      status: 200,
      body: { objectId },
    })
  })
})
