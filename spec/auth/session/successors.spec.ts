/** A session that takes the place of the one that has opened it stays, and ends with what that one was made from. */
import { signUp } from '../../support/auth0-log-in'
import { describeWithDatabase, type TestDatabase } from '../../support/database'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { rest } from '../../support/rest'

let users = 0

/** A host with these settings, and what specs do there. */
function onHost(database: () => TestDatabase, settings: HostOptions) {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), ...settings })
  })
  afterAll(() => host.close())
  const post = async (path: string, sessionToken: string, body: object = {}) =>
    String((await rest(host, 'POST', path, { sessionToken, body })).body.sessionToken)
  return {
    newUser: () => signUp(host, `user-${++users}@example.com`),
    logIn: async ({ username, password }: { username: string; password: string }) =>
      String((await rest(host, 'POST', '/login', { body: { username, password } })).body.sessionToken),
    open: (sessionToken: string, body?: object) => post('/sessions', sessionToken, body),
    upgrade: (sessionToken: string) => post('/upgradeToRevocableSession', sessionToken),
    newPassword: async (sessionToken: string, userId: string) => {
      const body = { password: 'battery-staple' }
      return String((await rest(host, 'PUT', `/users/${userId}`, { sessionToken, body })).body.sessionToken)
    },
    logOut: (sessionToken: string) => rest(host, 'POST', '/logout', { sessionToken, body: {} }),
    act: (...tokens: string[]) =>
      Promise.all(
        tokens.map(
          async (sessionToken) => (await rest(host, 'GET', '/sessions', { sessionToken })).status === 200,
        ),
      ),
  }
}

describeWithDatabase('a session in the place of the only one that there may be', (database) => {
  const parseServer = { revokeSessionOnPasswordReset: false }
  const { newUser, newPassword, open, upgrade, act } = onHost(database, {
    sessions: { perUser: 1 },
    parseServer,
  })

  test.each([
    ['POST /sessions', (sessionToken: string) => open(sessionToken)],
    ['POST /upgradeToRevocableSession', upgrade],
    ['a new password', newPassword],
  ])('stays, time after time: %s', async (_name, make) => {
    const { sessionToken, objectId } = await newUser()
    const second = await make(sessionToken, objectId)
    expect(await act(sessionToken, second)).toEqual([false, true])
    const third = await make(second, objectId)
    expect(await act(second, third)).toEqual([false, true])
  })
})

describeWithDatabase('a session in the place of another one', (database) => {
  const { newUser, logIn, open, logOut, act } = onHost(database, { sessions: { perUser: 2 } })

  test('stays when what that one was made from makes room, and ends it', async () => {
    const { sessionToken: first } = await newUser()
    const second = await open(first)
    expect(await act(first, second)).toEqual([true, true])
    const third = await open(second)
    expect(await act(first, second, third)).toEqual([false, false, true])
  })

  test('ends with what that was made from, on the same device', async () => {
    const { sessionToken: first } = await newUser()
    const second = await open(first, { installationId: 'phone' })
    const third = await open(second, { installationId: 'phone' })
    expect(await act(first, second, third)).toEqual([true, false, true])
    await logOut(first)
    expect(await act(third)).toEqual([false])
  })

  test('ends with its own origin, where another one has made room', async () => {
    const user = await newUser()
    const second = await logIn(user)
    const third = await open(second)
    expect(await act(user.sessionToken, second, third)).toEqual([false, true, true])
    await logOut(second)
    expect(await act(third)).toEqual([false])
  })
})
