/** The Parse Action and the endpoint that it asks, over HTTP. */
import { randomUUID } from 'node:crypto'
import { type ActionRun, runAction } from '../support/action-sandbox'
import { signUp, storedUser } from '../support/auth0-log-in'
import { describeWithDatabase } from '../support/database'
import { type Host, type HostOptions, startHost } from '../support/host'
import { rest } from '../support/rest'
import { logInEvent, newUser, parseAction, refreshEvent } from './event'

const secret = 'the secret of the Action, as the specs have it'
const auth0 = { domain: 'tenant.eu.auth0.com', clientId: 'spec-client', actionSecrets: [secret] }

describeWithDatabase('the Parse Action at a server', (database) => {
  let host: Host
  const start = async (options: Omit<HostOptions, 'database'>) => {
    host = await startHost({ ...options, database: database() })
  }

  const secrets = (more: Record<string, string> = {}) => ({
    ACCOUNTS_URL: `${host.url}/auth0`,
    ACCOUNTS_SECRET: secret,
    ...more,
  })

  const logIn = (parts: Record<string, unknown>, more: Record<string, string> = {}) =>
    runAction(parseAction, logInEvent(secrets(more), parts))

  function tokenOf({ idToken, console }: ActionRun): string {
    expect(console).toEqual([])
    expect(Object.keys(idToken)).toEqual([`${host.url}/parse_session_token`])
    return Object.values(idToken)[0] as string
  }

  const me = async (sessionToken: string) =>
    (await rest(host, 'GET', '/users/me', { sessionToken })).body as Record<string, unknown>

  describe('as it is', () => {
    beforeAll(() => start({ auth0: { ...auth0, roles: { claim: 'https://example.com/roles' } } }))
    afterAll(() => host.close())

    test('makes the user at the first log-in', async () => {
      const user = newUser({ locale: 'en' })
      const { objectId } = await me(tokenOf(await logIn({ user })))
      expect(await storedUser(host, String(objectId))).toMatchObject({
        authData: { auth0: { id: user.user_id } },
        ...{ email: user.email, emailVerified: true, name: user.name, nickname: user.nickname },
        ...{ givenName: 'Ann', familyName: 'Archer', picture: user.picture, locale: 'en' },
      })
    })

    test('takes up the Parse session that belongs to the session at Auth0', async () => {
      const parts = { user: newUser(), session: { id: randomUUID() } }
      expect(tokenOf(await logIn(parts))).toBe(tokenOf(await logIn(parts)))
    })

    test('opens a Parse session of its own for each session at Auth0', async () => {
      const user = newUser()
      const [first, second] = [tokenOf(await logIn({ user })), tokenOf(await logIn({ user }))]
      expect(second).not.toBe(first)
      expect((await me(second)).objectId).toBe((await me(first)).objectId)
    })

    test('makes one user when two log-ins meet', async () => {
      const user = newUser()
      const runs = await Promise.all([logIn({ user }), logIn({ user })])
      const owners = await Promise.all(runs.map((run) => me(tokenOf(run))))
      expect(new Set(owners.map(({ objectId }) => String(objectId))).size).toBe(1)
    })

    test('gives the user the roles that Auth0 names', async () => {
      const role = `editor ${randomUUID()}`
      tokenOf(await logIn({ user: newUser(), authorization: { roles: [role] } }))
      const query = { where: { name: `auth0-${role}` } }
      expect((await rest(host, 'GET', '/roles', { master: true, query })).body.results).toHaveLength(1)
    })

    test('makes a user without an address, and with long texts left out', async () => {
      const picture = 'x'.repeat(100_000)
      const user = newUser({ email: undefined, email_verified: undefined, picture })
      const { objectId } = await me(tokenOf(await logIn({ user })))
      const stored = await storedUser(host, String(objectId))
      expect(stored).toMatchObject({ name: user.name })
      expect([stored.email, stored.picture]).toEqual([undefined, undefined])
    })

    test('keeps in mind that an address is not verified', async () => {
      const { objectId } = await me(tokenOf(await logIn({ user: newUser({ email_verified: 'true' }) })))
      expect((await storedUser(host, String(objectId))).emailVerified).toBe(false)
    })

    describe.each([
      ['when somebody else has the address', () => signUp(host, newUser().email, true), {}, 403],
      [
        'with a secret that the server does not know',
        async () => newUser(),
        { ACCOUNTS_SECRET: 'x'.repeat(32) },
        401,
      ],
    ])('%s', (_what, prepare, more, status) => {
      test('logs in to Auth0 without a token', async () => {
        const { email } = await prepare()
        const { idToken, console, denied } = await logIn({ user: newUser({ email }) }, more)
        expect([idToken, denied]).toEqual([{}, undefined])
        expect(console).toEqual([`parse-session-token: the server answered with ${status}`])
      })

      test('with ON_ERROR=deny, refuses the log-in', async () => {
        const { email } = await prepare()
        const { denied } = await logIn({ user: newUser({ email }) }, { ...more, ON_ERROR: 'deny' })
        expect(denied).toMatch(/^You can’t be signed in/)
      })
    })

    test('with ON_REFRESH=true, takes up the session when a refresh token is exchanged', async () => {
      const parts = { user: newUser(), session: { id: randomUUID() } }
      const token = tokenOf(await logIn(parts))
      const refresh = { ...refreshEvent(secrets({ ON_REFRESH: 'true' })), ...parts }
      expect(tokenOf(await runAction(parseAction, refresh))).toBe(token)
    })

    test('is not answered with a session that has ended', async () => {
      const parts = { user: newUser(), session: { id: randomUUID() } }
      const sessionToken = tokenOf(await logIn(parts))
      await rest(host, 'POST', '/logout', { sessionToken })
      const { idToken } = await logIn(parts)
      expect(Object.values(idToken)).not.toContain(sessionToken)
    })
  })

  describe('with onEmailConflict: link', () => {
    beforeAll(() => start({ auth0: { ...auth0, onEmailConflict: 'link' } }))
    afterAll(() => host.close())

    test('logs in whoever has verified the address on both sides', async () => {
      const { email, objectId } = await signUp(host, newUser().email, true)
      expect((await me(tokenOf(await logIn({ user: newUser({ email }) })))).objectId).toBe(objectId)
    })

    test('gives no token to who has not verified it at Auth0', async () => {
      const { email } = await signUp(host, newUser().email, true)
      const { idToken, console } = await logIn({ user: newUser({ email, email_verified: false }) })
      expect([idToken, console]).toEqual([{}, ['parse-session-token: the server answered with 403']])
    })
  })

  describe('with preventLoginWithUnverifiedEmail', () => {
    beforeAll(() =>
      start({
        auth0,
        email: { transport: { jsonTransport: true }, from: 'app@example.com' },
        parseServer: { verifyUserEmails: true, preventLoginWithUnverifiedEmail: true },
      }),
    )
    afterAll(() => host.close())

    test('gives a token to who has verified the address, and to nobody else', async () => {
      tokenOf(await logIn({ user: newUser() }))
      const { idToken, console } = await logIn({ user: newUser({ email_verified: false }) })
      expect([idToken, console]).toEqual([{}, ['parse-session-token: the server answered with 403']])
    })
  })
})
