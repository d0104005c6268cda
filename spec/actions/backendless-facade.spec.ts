/** The Backendless Action and a server that speaks Backendless' REST API, over HTTP. */
import { randomUUID } from 'node:crypto'
import { type ActionRun, runAction } from '../support/action-sandbox'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { backendlessAction, logInEvent, newUser } from './event'

const backendless = { applicationId: randomUUID(), apiKey: randomUUID() }
const oldPassword = 'what the old rule gave to all users'

describeWithDatabase('the Backendless Action at a server', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), backendless })
  })
  afterAll(() => host.close())

  const secrets = (more: Record<string, string> = {}) => ({
    BACKENDLESS_URL: `${host.url}/backendless`,
    BACKENDLESS_APP_ID: backendless.applicationId,
    BACKENDLESS_API_KEY: backendless.apiKey,
    BACKENDLESS_PASSWORD_SECRET: 'the password secret of the specs',
    ...more,
  })

  const logIn = (user: object, more: Record<string, string> = {}) =>
    runAction(backendlessAction, logInEvent(secrets(more), { user }))

  const usersWith = async (email: string) => {
    const query = { where: { email } }
    return (await rest(host, 'GET', '/users', { master: true, query })).body.results as unknown[]
  }

  async function ownerOf({ idToken, console }: ActionRun) {
    expect(console).toEqual([])
    const sessionToken = String(idToken['https://api.backendless.com/userToken'])
    return (await rest(host, 'GET', '/users/me', { sessionToken })).body as Record<string, unknown>
  }

  test('makes the user at the first log-in, and finds them at the second', async () => {
    const user = newUser()
    const made = await ownerOf(await logIn(user))
    expect(made.email).toBe(user.email)
    expect(await ownerOf(await logIn(user))).toMatchObject({ objectId: made.objectId })
    expect(await usersWith(user.email)).toHaveLength(1)
  })

  test('finds an address that has a quote in it', async () => {
    const user = newUser({ email: `o'hara.${randomUUID()}@example.com` })
    const { objectId } = await ownerOf(await logIn(user))
    expect(await ownerOf(await logIn(user))).toMatchObject({ objectId, email: user.email })
  })

  test('makes one user when two log-ins meet', async () => {
    const user = newUser()
    const owners = await Promise.all((await Promise.all([logIn(user), logIn(user)])).map(ownerOf))
    expect(new Set(owners.map(({ objectId }) => String(objectId))).size).toBe(1)
    expect(await usersWith(user.email)).toHaveLength(1)
  })

  test('makes no user for an address that is not verified', async () => {
    const user = newUser({ email_verified: false })
    expect((await logIn(user)).idToken).toEqual({})
    expect(await usersWith(user.email)).toEqual([])
  })

  describe('with users who have the password of the old rule', () => {
    const user = newUser()
    beforeAll(async () => {
      const body = { username: user.email, email: user.email, password: oldPassword }
      expect((await rest(host, 'POST', '/users', { body })).status).toBe(201)
    })

    test('logs in to Auth0 without a token', async () => {
      const { idToken, console, denied } = await logIn(user)
      expect([idToken, denied]).toEqual([{}, undefined])
      expect(console).toEqual(['backendless-user-token: Backendless answered with 401'])
    })

    test('with ON_ERROR=deny, refuses the log-in', async () => {
      expect((await logIn(user, { ON_ERROR: 'deny' })).denied).toMatch(/^You can’t be signed in/)
    })
  })

  test('gets nothing with another key', async () => {
    const user = newUser()
    const { idToken, console } = await logIn(user, { BACKENDLESS_API_KEY: randomUUID() })
    expect([idToken, console]).toEqual([{}, ['backendless-user-token: Backendless answered with 400']])
    expect(await usersWith(user.email)).toEqual([])
  })
})
