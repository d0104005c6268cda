/** The Parse JS SDK: from sign-up to log-out. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { connectSdk, Parse, parseErrorOf } from '../support/sdk'

describeWithDatabase('Parse JS SDK: sessions', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
    connectSdk(host)
  })
  afterAll(() => host.close())
  beforeEach(() => Parse.User.logOut().catch(() => undefined))

  let count = 0
  const signUp = () => Parse.User.signUp(`user${++count}`, 'correct-horse', { phone: '415-392-0202' })
  const me = (sessionToken: string) => rest(host, 'GET', '/users/me', { sessionToken })

  async function loginAs(id: string, masterKey: string) {
    Parse.masterKey = masterKey
    return Parse.User.loginAs(id).finally(() => (Parse.masterKey = undefined))
  }

  test('is another copy of the SDK than the one in Parse Server', () => {
    const servers = (globalThis as unknown as { Parse: typeof Parse }).Parse
    expect(servers).not.toBe(Parse)
    expect(servers.applicationId).toBe(host.appId)
    expect(servers.masterKey).toBe(host.masterKey)
    expect(Parse.masterKey).toBeUndefined()
  })

  test('signUp() creates a user, logs in and makes it the current user', async () => {
    const user = await signUp()
    expect(user.id).toMatch(/^\w{10}$/)
    expect(user.getSessionToken()).toMatch(/^r:/)
    expect(user.get('phone')).toBe('415-392-0202')
    expect(user.get('password')).toBeUndefined()
    expect(Parse.User.current()?.id).toBe(user.id)
  })

  test('logIn() gives a session of its own', async () => {
    const first = await signUp()
    const firstToken = first.getSessionToken()
    const second = await Parse.User.logIn(`user${count}`, 'correct-horse')
    expect(second.id).toBe(first.id)
    expect(second.getSessionToken()).not.toBe(firstToken)
    expect(second.get('phone')).toBe('415-392-0202')
  })

  test('become() takes over a session, fetch() reads the user anew', async () => {
    const user = await signUp()
    const token = user.getSessionToken()!
    Parse.User._clearCache()
    const same = await Parse.User.become(token)
    expect(same.id).toBe(user.id)
    expect((await Parse.User.currentAsync())?.id).toBe(user.id)
    await rest(host, 'PUT', `/users/${user.id!}`, { master: true, body: { phone: '1' } })
    expect((await same.fetch()).get('phone')).toBe('1')
  })

  test('logOut() ends the session on the server', async () => {
    const token = (await signUp()).getSessionToken()!
    expect((await me(token)).status).toBe(200)
    await Parse.User.logOut()
    expect(Parse.User.current()).toBeNull()
    expect((await me(token)).body).toEqual({ code: 209, error: 'invalid session token' })
  })

  test('loginAs() with the master key makes the other one the current user', async () => {
    const user = await signUp()
    await Parse.User.logOut()
    const same = await loginAs(user.id!, host.masterKey)
    expect(same.id).toBe(user.id)
    expect(Parse.User.current()?.id).toBe(user.id)
    expect((await me(same.getSessionToken()!)).body).toMatchObject({ objectId: user.id })
  })

  test("lists a user's own sessions, and ends another device's", async () => {
    const firstToken = (await signUp()).getSessionToken()!
    await rest(host, 'POST', '/users', { body: { username: `stranger${count}`, password: 'correct-horse' } })
    await Parse.User.logIn(`user${count}`, 'correct-horse', { installationId: 'phone' })
    const current = await Parse.Session.current()
    const sessions = await new Parse.Query(Parse.Session).find()
    expect(sessions.map(({ id }) => id)).toContain(current.id)
    expect(sessions).toHaveLength(2)
    await sessions.find(({ id }) => id !== current.id)?.destroy()
    expect((await me(firstToken)).status).toBe(400)
    expect((await me(current.getSessionToken())).status).toBe(200)
  })

  test('a changed password ends the other sessions', async () => {
    const token = (await signUp()).getSessionToken()!
    const user = await Parse.User.logIn(`user${count}`, 'correct-horse')
    await user.save('password', 'another one')
    expect((await me(token)).status).toBe(400)
    expect((await Parse.User.logIn(`user${count}`, 'another one')).id).toBe(user.id)
  })

  describe('errors carry the Parse code', () => {
    test.each([
      [
        'a name that is taken',
        202,
        () => signUp().then(() => Parse.User.signUp(`user${count}`, 'correct-horse', {})),
      ],
      ['a wrong password', 101, () => signUp().then(() => Parse.User.logIn(`user${count}`, 'wrong'))],
      ['an unknown user', 101, () => Parse.User.logIn('nobody', 'correct-horse')],
      ['a session that never was', 209, () => Parse.User.become('r:0000')],
      ['loginAs() with a wrong master key', 119, () => loginAs('nobody', 'wrong')],
      ['a session list of nobody', 209, () => new Parse.Query(Parse.Session).find()],
    ])('%s: %d', async (_name, code, call: () => Promise<unknown>) => {
      expect(await parseErrorOf(call())).toMatchObject({ code })
    })
  })
})
