/** accounts.on('login'): every log-in once, whatever its way in. */
import type { Accounts } from '../../index'
import { acme, acmeAuthData } from '../support/acme'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, type HostOptions, startHost } from '../support/host'
import { rest } from '../support/rest'
import { startTenant, type Tenant } from '../support/tenant'

const password = 'correct-horse'

interface Cloud {
  Cloud: { define(name: string, action: () => Promise<string>): void }
  User: new () => {
    id: string
    linkWith(provider: string, options: { authData: object }): Promise<unknown>
  }
}

/** Cloud Code that makes users gets no session for them. */
const cloud = (Parse: Cloud) =>
  Parse.Cloud.define('importUser', async () => {
    const user = new Parse.User()
    await user.linkWith('acme', { authData: acmeAuthData('imported').acme })
    return user.id
  })

describeWithDatabase('the login event', (database) => {
  let tenant: Tenant
  let host: Host
  let events: unknown[]
  const configure = (accounts: Accounts) => void accounts.on('login', (event) => events.push(event))
  const start = (more: HostOptions = {}) =>
    startHost({
      database: database(),
      auth0: tenant.options,
      parseServer: { auth: { acme }, cloud },
      configure,
      ...more,
    })

  beforeAll(async () => {
    tenant = await startTenant()
    host = await start()
    await signUp({ username: 'pat', password })
  })
  beforeEach(() => {
    events = []
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const signUp = async (body: object) =>
    (await rest(host, 'POST', '/users', { body })).body as { objectId: string }
  const auth0 = async (name: string) => ({
    auth0: { id_token: await tenant.idToken({ sub: `auth0|${name}`, email: undefined }) },
  })
  const anonymous = (digit: number) => ({ anonymous: { id: `d0f5bd3c-0c52-4b8b-9a5e-3c1a2b4d5e6${digit}` } })
  const logInWith = (authData: object) =>
    graphql(
      host,
      'mutation ($authData: Object!) { logInWith(input: { authData: $authData }) { viewer { user { objectId } } } }',
      { variables: { authData } },
    )

  test.each([
    ['auth0', () => auth0('rest')],
    ['acme', () => acmeAuthData('rest')],
    ['anonymous', () => anonymous(1)],
  ])('tells of log-ins by %s, and whether the user is new (REST)', async (provider, make) => {
    const { objectId: userId } = await signUp({ authData: await make() })
    await signUp({ authData: await make() })
    expect(events).toEqual([
      { userId, provider, isNewUser: true },
      { userId, provider, isNewUser: false },
    ])
  })

  test.each([
    ['auth0', () => auth0('graphql')],
    ['acme', () => acmeAuthData('graphql')],
    ['anonymous', () => anonymous(2)],
  ])('tells of log-ins by %s, and whether the user is new (GraphQL)', async (provider, make) => {
    const { body } = await logInWith(await make())
    await logInWith(await make())
    const userId = body.data.logInWith.viewer.user.objectId as string
    expect(events).toEqual([
      { userId, provider, isNewUser: true },
      { userId, provider, isNewUser: false },
    ])
  })

  test('tells of log-ins with a password, by REST, GraphQL and in a batch', async () => {
    const body = { username: 'pat', password }
    const { objectId: userId } = (await rest(host, 'POST', '/login', { body })).body
    await graphql(
      host,
      `mutation { logIn(input: { username: "pat", password: "${password}" }) { clientMutationId } }`,
    )
    await rest(host, 'POST', '/batch', {
      body: { requests: [{ method: 'POST', path: '/parse/login', body }] },
    })
    expect(events).toEqual(Array(3).fill({ userId, provider: 'password', isNewUser: false }))
  })

  test('tells once of each log-in of a batch', async () => {
    const bodies = [{ authData: await auth0('batch') }, { authData: acmeAuthData('batch') }]
    const requests = bodies.map((body) => ({ method: 'POST', path: '/parse/users', body }))
    await rest(host, 'POST', '/batch', { body: { requests } })
    expect(events).toHaveLength(2)
    expect(events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ provider: 'auth0' }),
        expect.objectContaining({ provider: 'acme' }),
      ]),
    )
  })

  test('tells once of a log-in by two providers', async () => {
    await signUp({ authData: { ...(await auth0('both')), ...acmeAuthData('both') } })
    expect(events).toEqual([{ userId: expect.any(String), provider: 'auth0', isNewUser: true }])
  })

  test('does not tell of sign-ups with a password, nor of what is refused', async () => {
    await signUp({ username: 'new', password })
    await rest(host, 'POST', '/login', { body: { username: 'pat', password: 'wrong' } })
    await signUp({ authData: { acme: { id: 'x', token: 'wrong' } } })
    await signUp({ authData: { auth0: { id_token: 'wrong' } } })
    await signUp({ authData: { acme: null }, username: 'other', password })
    expect(events).toEqual([])
  })

  test('does not tell of users whom Cloud Code makes, but of their log-ins', async () => {
    const { body } = await rest(host, 'POST', '/functions/importUser', { body: {} })
    const userId = String(body.result)
    expect(await host.accounts.sessions.list(userId)).toEqual([])
    expect(events).toEqual([])
    await signUp({ authData: acmeAuthData('imported') })
    expect(events).toEqual([{ userId, provider: 'acme', isNewUser: false }])
  })

  test('is told once by a second host in the same process, and no longer by the first', async () => {
    const first: unknown[] = []
    host.accounts.on('login', (event) => first.push(event))
    await host.close()
    host = await start({ auth0: undefined })
    await rest(host, 'POST', '/login', { body: { username: 'pat', password } })
    await signUp({ authData: acmeAuthData('second') })
    expect(events).toMatchObject([{ provider: 'password' }, { provider: 'acme' }])
    expect(first).toEqual([])
  })
})
