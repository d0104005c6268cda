/** Whoever asks for a code of MFA at a log-in has given a password only: nothing but the code may be written. */
import { acme, acmeAuthData } from '../../support/acme'
import { signUp, storedUser, type UserBody } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest, type RestResponse } from '../../support/rest'
import { after } from './second-factor'

type User = Awaited<ReturnType<typeof signUp>>
type Ask = (host: Host, user: User, mfa: object, fields: object) => Promise<RestResponse>

const logInByGraphql = `mutation ($input: LogInInput!) { logIn(input: $input) { viewer { sessionToken } } }`

const logIn: Ask = (host, { username, password }, mfa, fields) =>
  rest(host, 'POST', '/login', { body: { username, password, authData: { mfa }, ...fields } })

const ways: [string, Ask][] = [
  ['POST /login', logIn],
  [
    'GET /login',
    (host, { username, password }, mfa, fields) =>
      rest(host, 'POST', '/login', {
        body: { _method: 'GET', username, password, authData: { mfa }, ...fields },
      }),
  ],
  [
    '/batch',
    (host, { username, password }, mfa, fields) => {
      const body = { username, password, authData: { mfa }, ...fields }
      const requests = [{ method: 'POST', path: '/parse/login', body }]
      return rest(host, 'POST', '/batch', { body: { requests } })
    },
  ],
  [
    'GraphQL',
    (host, { username, password }, mfa) =>
      graphql(host, logInByGraphql, { variables: { input: { username, password, authData: { mfa } } } }),
  ],
  [
    'another provider',
    (host, { username }, mfa, { password: _password, ...fields }: { password?: string }) =>
      rest(host, 'POST', '/users', { body: { ...fields, authData: { ...acmeAuthData(username), mfa } } }),
  ],
]

describeWithDatabase('a request for a code of MFA', (database) => {
  let host: Host
  let mailbox: Mailbox
  let codes: string[] = []
  let saves = 0
  beforeAll(async () => {
    mailbox = await startMailbox()
    const sendSMS = (code: string) => void codes.push(code)
    host = await startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      notices: { passwordChanged: true },
      parseServer: {
        auth: { acme, mfa: { options: ['SMS', 'TOTP'], sendSMS } },
        passwordPolicy: { maxPasswordHistory: 3 },
        cloud: ({ Cloud, User }: typeof import('parse/node')) =>
          Cloud.beforeSave(User, () => void (saves += 1)),
      },
    })
  })
  beforeEach(() => {
    codes = []
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  let count = 0
  async function userWithMfa(): Promise<User> {
    const user = await signUp(host, `mfa${(count += 1)}@example.com`)
    const mobile = `+15555550${100 + count}`
    const put = (authData: object) =>
      rest(host, 'PUT', `/users/${user.objectId}`, { sessionToken: user.sessionToken, body: { authData } })
    await put({ mfa: { mobile }, ...acmeAuthData(user.username) })
    expect((await put({ mfa: { mobile, token: codes.pop() } })).status).toBe(200)
    return user
  }
  const unsaid = ({ authData: _authData, updatedAt: _updatedAt, ...rest }: UserBody) => rest

  test.each(ways)('writes nothing else, by %s', async (_way, ask) => {
    const user = await userWithMfa()
    const before = await storedUser(host, user.objectId)
    const fields = {
      nickname: 'Al',
      emailVerified: true,
      ACL: { '*': { write: true } },
    }
    const earlier = saves
    const asked = await ask(host, user, { token: 'request' }, fields)
    expect(JSON.stringify(asked.body)).toContain('Please enter the token')
    const now = await storedUser(host, user.objectId)
    expect(unsaid(now)).toEqual(unsaid(before))
    expect(now.authData).toMatchObject({ acme: before.authData?.acme, mfa: { token: codes[0] } })
    expect(saves).toBe(earlier)
  })

  test.each(ways)('leaves sessions open, and lets in with the code, by %s', async (_way, ask) => {
    const user = await userWithMfa()
    await ask(host, user, { token: 'request' }, {})
    expect((await ask(host, user, { token: 'wrong' }, {})).body).not.toHaveProperty('sessionToken')
    const answer = await ask(host, user, { token: codes[0] }, {})
    expect(JSON.stringify(answer.body)).toMatch(/"sessionToken":"r:/)
    const me = await rest(host, 'GET', '/users/me', { sessionToken: user.sessionToken })
    expect(me.status).toBe(200)
    expect(JSON.stringify((await ask(host, user, { token: codes[0] }, {})).body)).not.toContain('"r:')
    expect(mailbox.messages.filter(({ subject }) => subject.includes('password'))).toEqual([])
  })

  test('writes nothing else by an update of TOTP', async () => {
    const { objectId, sessionToken } = await userWithMfa()
    const before = await storedUser(host, objectId)
    const authData = { mfa: { old: 'request', secret: 'ABCDEFGHIJKLMNOPQRSTUVWX', token: '123456' } }
    const body = { authData, emailVerified: true, nickname: 'Al' }
    expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })).status).toBe(400)
    expect(codes).toHaveLength(1)
    expect(unsaid(await storedUser(host, objectId))).toEqual(unsaid(before))
  })

  test('makes a code that ends in time', async () => {
    const user = await userWithMfa()
    await logIn(host, user, { token: 'request' }, {})
    const { body } = await after(60_000, () => logIn(host, user, { token: codes[0] }, {}))
    expect(body).toMatchObject({ code: 141, error: 'Invalid MFA token 2' })
  })
})
