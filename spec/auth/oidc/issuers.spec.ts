/** Sign-in with real issuers in the shapes of Keycloak and Entra, by every way in. */
import { once } from 'node:events'
import type { LogInEvent } from '../../../index'
import { storedUser, type UserResponse, usersWhere } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { newAccount, type SpecIssuer, startIssuer } from '../../support/issuers/issuer'
import { type Account, entra, keycloak } from '../../support/issuers/shapes'
import { optionsOf } from '../../support/issuers/verifier'
import { rest } from '../../support/rest'
import { connectSdk, Parse } from '../../support/sdk'
import { startTenant, type Tenant } from '../../support/tenant'

const shapes = { keycloak, entra }
type Name = keyof typeof shapes
const names = Object.keys(shapes) as Name[]

const logInWith = `mutation ($authData: Object!) {
  logInWith(input: { authData: $authData }) { viewer { sessionToken user { objectId email authData } } }
}`

describeWithDatabase('issuers of OpenID Connect', (database) => {
  let issuers: Record<Name, SpecIssuer>
  let tenant: Tenant
  let host: Host

  beforeAll(async () => {
    issuers = { keycloak: await startIssuer(keycloak), entra: await startIssuer(entra) }
    tenant = await startTenant()
    host = await startHost({
      database: database(),
      oidc: {
        scoped: optionsOf(tenant),
        keycloak: { ...issuers.keycloak.options, roles: { claim: 'realm_access.roles' } },
        entra: { ...issuers.entra.options, roles: { claim: 'roles', prefix: 'ms-', whenMissing: 'none' } },
      },
    })
    connectSdk(host)
    for (const name of names)
      Parse.User._registerAuthenticationProvider({
        getAuthType: () => name,
        restoreAuthentication: () => true,
      })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
    for (const name of names) await issuers[name].close()
  })
  beforeEach(() => Parse.User.logOut().catch(() => undefined))

  const logIn = (name: Name | 'scoped', credential: object): Promise<UserResponse> =>
    rest(host, 'POST', '/users', { body: { authData: { [name]: credential } } })
  const roleNames = async (userId: string) => {
    const users = { __type: 'Pointer', className: '_User', objectId: userId }
    const { body } = await rest(host, 'GET', '/roles', { master: true, query: { where: { users } } })
    return (body.results as { name: string }[]).map((role) => role.name)
  }

  describe.each(names)('%s', (name) => {
    test('signs people up by ID token, and logs them in', async () => {
      const account = newAccount()
      const { id_token } = await issuers[name].tokens(account)
      const first = await logIn(name, { id_token })
      expect(first).toMatchObject({ status: 201, body: { email: account.email } })
      const second = await logIn(name, { id_token, id: account.sub })
      expect(second).toMatchObject({ status: 200, body: { objectId: first.body.objectId } })
      expect((await storedUser(host, first.body.objectId)).authData).toEqual({ [name]: { id: account.sub } })
    })

    test('takes access tokens', async () => {
      const account = newAccount()
      const { id_token, access_token } = await issuers[name].tokens(account)
      const first = await logIn(name, { access_token })
      expect(first).toMatchObject({ status: 201, body: { email: account.email } })
      expect((await logIn(name, { id_token })).body.objectId).toBe(first.body.objectId)
    })

    test('takes codes with PKCE, once', async () => {
      const account = newAccount()
      const credential = await issuers[name].code(account)
      expect(await logIn(name, credential)).toMatchObject({ status: 201, body: { email: account.email } })
      expect(await logIn(name, credential)).toMatchObject({ status: 404, body: { code: 101 } })
      const stolen = { ...(await issuers[name].code(account)), code_verifier: 'x'.repeat(43) }
      expect((await logIn(name, stolen)).body).toMatchObject({
        code: 101,
        error: `The ${name} token is not valid. Sign in again.`,
      })
    })

    test('takes neither token for the other', async () => {
      const { id_token, access_token } = await issuers[name].tokens(newAccount())
      expect((await logIn(name, { id_token: access_token })).body.code).toBe(101)
      expect((await logIn(name, { access_token: id_token })).body.code).toBe(101)
      expect((await rest(host, 'GET', '/users/me', bearer(id_token))).status).toBe(401)
    })

    test('has access tokens act as their user on any request, with a session that names it', async () => {
      const { access_token } = await issuers[name].tokens(newAccount())
      const me = await rest(host, 'GET', '/users/me', bearer(access_token))
      expect(me.status).toBe(200)
      const { body } = await rest(host, 'GET', '/sessions/me', bearer(access_token))
      expect(body).toMatchObject({ createdWith: { action: 'login', authProvider: name } })
      const query = '{ viewer { user { objectId } } }'
      const viewer = (await graphql(host, query, bearer(access_token))).body.data.viewer
      expect(viewer.user.objectId).toBe(me.body.objectId)
      await rest(host, 'POST', '/logout', bearer(access_token))
      expect((await rest(host, 'GET', '/users/me', bearer(access_token))).status).toBe(401)
    })

    test('makes one user of 10 first log-ins at the same time', async () => {
      const account = newAccount()
      const { id_token, access_token } = await issuers[name].tokens(account)
      const answers = await Promise.all([
        ...Array.from({ length: 5 }, () => logIn(name, { id_token })),
        ...Array.from({ length: 5 }, () => rest(host, 'GET', '/users/me', bearer(access_token))),
      ])
      expect(new Set(answers.map(({ body }) => String(body.objectId))).size).toBe(1)
      expect(await usersWhere(host, { email: account.email })).toHaveLength(1)
    })

    test('is known by logInWith of GraphQL', async () => {
      const account = newAccount()
      const { id_token } = await issuers[name].tokens(account)
      const variables = { authData: { [name]: { id_token } } }
      const { body } = await graphql(host, logInWith, { variables })
      const { viewer } = body.data.logInWith
      expect(viewer.user).toMatchObject({ email: account.email, authData: { [name]: { id: account.sub } } })
      expect(viewer.sessionToken).toMatch(/^r:/)
    })

    test('is linked and unlinked by the SDK', async () => {
      const user = await Parse.User.signUp(newAccount().email, 'correct-horse', {})
      const account = newAccount()
      const { id_token } = await issuers[name].tokens(account)
      await user.linkWith(name, { authData: { id_token } })
      expect(user._isLinked(name)).toBe(true)
      const same = await Parse.User.logInWith(name, { authData: { id_token } })
      expect(same.id).toBe(user.id)
      expect(same.get('authData')).toEqual({ [name]: { id: account.sub } })
      await same._unlinkFrom(name)
      expect((await logIn(name, { id_token })).body.objectId).not.toBe(user.id)
    })

    test('tells of log-ins by its name', async () => {
      const heard = once(listening(host), 'login')
      const { body } = await logIn(name, { id_token: (await issuers[name].tokens(newAccount())).id_token })
      expect(await heard).toEqual([{ userId: body.objectId, provider: name, isNewUser: true }])
    })

    test('leaves its users no password, and no way to unlink the last way in', async () => {
      const { id_token } = await issuers[name].tokens(newAccount())
      const { objectId, sessionToken } = (await logIn(name, { id_token })).body
      const put = (body: object) => rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })
      expect((await put({ password: 'correct-horse' })).body).toMatchObject({
        code: 119,
        error: `This account signs in with ${name}: it has no password here.`,
      })
      expect((await put({ authData: { [name]: null } })).body.code).toBe(119)
    })
  })

  test('a user is linked with both, and logs in by either', async () => {
    const [kay, ent] = [newAccount(), newAccount()]
    const first = await Parse.User.logInWith('keycloak', {
      authData: { id_token: (await issuers.keycloak.tokens(kay)).id_token },
    })
    await first.linkWith('entra', { authData: { id_token: (await issuers.entra.tokens(ent)).id_token } })
    expect((await storedUser(host, String(first.id))).authData).toEqual({
      keycloak: { id: kay.sub },
      entra: { id: ent.sub },
    })
    const byToken = bearer((await issuers.entra.tokens(ent)).access_token)
    expect((await rest(host, 'GET', '/users/me', byToken)).body.objectId).toBe(first.id)
  })

  test('an address is verified where the issuer says so, and nowhere else', async () => {
    const verifiedBy = async (name: Name) => {
      const { body } = await logIn(name, { id_token: (await issuers[name].tokens(newAccount())).id_token })
      return (await storedUser(host, body.objectId)).emailVerified
    }
    expect(await verifiedBy('keycloak')).toBe(true)
    expect(await verifiedBy('entra')).toBe(false)
  })

  test('an ID token with a scope and no address signs up and links: nothing has to be asked for', async () => {
    const idToken = () => tenant.idToken({ sub: newAccount().sub, scope: 'openid profile', email: undefined })
    expect(await logIn('scoped', { id_token: await idToken() })).toMatchObject({ status: 201 })
    const user = await Parse.User.signUp(newAccount().email, 'correct-horse', {})
    const authData = { scoped: { id_token: await idToken() } }
    const access = { sessionToken: String(user.getSessionToken()), body: { authData } }
    expect(await rest(host, 'PUT', `/users/${String(user.id)}`, access)).toMatchObject({ status: 200 })
  })

  test('roles come from a claim, or from the path to it, under a prefix of the provider', async () => {
    const account = newAccount({ roles: ['admin'] })
    const kay = await logIn('keycloak', { id_token: (await issuers.keycloak.tokens(account)).id_token })
    expect(await roleNames(kay.body.objectId)).toEqual(['keycloak-admin'])
    const ent = newAccount({ roles: ['admin'] })
    const { body } = await logIn('entra', { id_token: (await issuers.entra.tokens(ent)).id_token })
    expect(await roleNames(body.objectId)).toEqual(['ms-admin'])
  })

  test('the last role goes with the claim, where the host says so, and stays elsewhere', async () => {
    const rolesAfter = async (name: Name, without: Partial<Account>) => {
      const account = newAccount({ roles: ['admin'] })
      for (const each of [account, { ...account, ...without }])
        await logIn(name, { id_token: (await issuers[name].tokens(each)).id_token })
      const [user] = await usersWhere(host, { email: account.email })
      return roleNames(String(user?.objectId))
    }
    const missing = { roles: undefined } as unknown as Partial<Account>
    expect(await rolesAfter('entra', missing)).toEqual([])
    expect(await rolesAfter('keycloak', missing)).toEqual(['keycloak-admin'])
    expect(await rolesAfter('entra', { roles: 'reader' } as unknown as Partial<Account>)).toEqual([
      'ms-admin',
    ])
  })
})

/** The events of a host, for `once`. */
function listening({ accounts }: Host) {
  const listeners = {
    once: (_name: 'login', listener: (event: LogInEvent) => void) => {
      accounts.on('login', listener)
      return listeners
    },
    on: () => listeners,
    removeListener: () => listeners,
  }
  return listeners as unknown as NodeJS.EventEmitter
}
