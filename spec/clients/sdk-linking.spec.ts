/** The Parse JS SDK: anonymous users, and users of other services. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { connectSdk, Parse, parseErrorOf } from '../support/sdk'

const backwards = (id: string) => id.split('').reverse().join('')

/** A service whose tokens are the id backwards. */
const acme = {
  validateAppId: () => Promise.resolve(),
  async validateAuthData({ id, token }: { id: string; token?: string }) {
    if (token !== backwards(id)) throw new Error('Wrong acme token')
  },
}

const provider = {
  getAuthType: () => 'acme',
  restoreAuthentication: () => true,
}

const authData = (id: string, token = backwards(id)) => ({ authData: { id, token } })

describeWithDatabase('Parse JS SDK: authData', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { auth: { acme: { module: acme } } } })
    connectSdk(host)
    Parse.User._registerAuthenticationProvider(provider)
  })
  afterAll(() => host.close())
  beforeEach(() => Parse.User.logOut().catch(() => undefined))

  test('an anonymous user becomes a real one and stays the same user', async () => {
    const user = await Parse.AnonymousUtils.logIn()
    expect(Parse.AnonymousUtils.isLinked(user)).toBe(true)
    const { id } = user
    user.setUsername('was-anonymous')
    user.setPassword('correct-horse')
    await user.save()
    expect(Parse.AnonymousUtils.isLinked(user)).toBe(false)
    expect((await Parse.User.logIn('was-anonymous', 'correct-horse')).id).toBe(id)
  })

  test('an anonymous user who is linked with a service is anonymous no longer', async () => {
    const user = await Parse.AnonymousUtils.logIn()
    await user.linkWith('acme', authData('from-anonymous'))
    expect(Parse.AnonymousUtils.isLinked(await user.fetch())).toBe(false)
    expect((await Parse.User.logInWith('acme', authData('from-anonymous'))).id).toBe(user.id)
  })

  test('_unlinkFrom() takes the anonymous link away', async () => {
    const user = await Parse.User.signUp('dora', 'correct-horse', {})
    await Parse.AnonymousUtils.link(user)
    expect(Parse.AnonymousUtils.isLinked(await user.fetch())).toBe(true)
    await user._unlinkFrom('anonymous')
    expect(Parse.AnonymousUtils.isLinked(await user.fetch())).toBe(false)
  })

  test('logInWith() signs up the first time and logs in the second', async () => {
    const first = await Parse.User.logInWith('acme', authData('newcomer'))
    const second = await Parse.User.logInWith('acme', authData('newcomer'))
    expect(first.existed()).toBe(false)
    expect(second.existed()).toBe(true)
    expect(second.id).toBe(first.id)
    expect(second.getSessionToken()).toMatch(/^r:/)
  })

  test('linkWith() adds a second way in, _unlinkFrom() takes it away', async () => {
    const user = await Parse.User.signUp('bea', 'correct-horse', {})
    await user.linkWith('acme', authData('bea-at-acme'))
    expect(user._isLinked('acme')).toBe(true)
    const same = await Parse.User.logInWith('acme', authData('bea-at-acme'))
    expect(same.id).toBe(user.id)

    await same._unlinkFrom('acme')
    expect(same._isLinked('acme')).toBe(false)
    expect((await Parse.User.logInWith('acme', authData('bea-at-acme'))).id).not.toBe(user.id)
  })

  test('somebody else who has the account already: 208', async () => {
    await Parse.User.logInWith('acme', authData('taken'))
    await Parse.User.logOut()
    const user = await Parse.User.signUp('carl', 'correct-horse', {})
    expect(await parseErrorOf(user.linkWith('acme', authData('taken')))).toMatchObject({ code: 208 })
  })

  test('a token that the service refuses: no user, no session', async () => {
    const error = await parseErrorOf(Parse.User.logInWith('acme', authData('mallory', 'made up')))
    expect(error).toMatchObject({ message: 'Wrong acme token' })
    expect(Parse.User.current()).toBeNull()
  })

  test('a service that is not configured: 252', async () => {
    const call = Parse.User.logInWith('initech', authData('x'))
    expect(await parseErrorOf(call)).toMatchObject({ code: 252 })
  })
})
