/** The host's triggers run alike for every way in, and are told which one it is. */
import { actionSecret, assertionClaims, signAssertion } from '../../support/assertions'
import { acme, acmeAuthData } from '../../support/acme'
import { newPerson } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest, send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import { backendless, logIn as logInAtFacade, registered } from '../../auth/backendless/backendless'
import type { TriggerRequest } from '../../../src/parse/internals'

const password = 'correct-horse'
const headers = {
  'User-Agent': 'spec-agent',
  'X-Parse-Installation-Id': 'c0ffee00-0000-4000-8000-000000000001',
}

type Told = Pick<TriggerRequest, 'provider' | 'isNewUser' | 'userAgent' | 'installationId' | 'ip'> & {
  type: string
  id: string | undefined
}

const calls: Told[] = []
/** What specs put in place of it. */
let beforeLogin: (request: TriggerRequest) => void = () => undefined

function cloud(parse: unknown): void {
  const { Cloud } = parse as { Cloud: Record<string, (trigger: (request: TriggerRequest) => void) => void> }
  for (const type of ['beforeLogin', 'afterLogin', 'afterLogout'])
    Cloud[type]?.((request) => {
      const { provider, isNewUser, userAgent, installationId, ip, object } = request
      calls.push({ type, id: object?.id, provider, isNewUser, userAgent, installationId, ip } as Told)
      if (type === 'beforeLogin') beforeLogin(request)
    })
}

describeWithDatabase('the triggers of a log-in', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({
      database: database(),
      auth0: { ...tenant.options, actionSecrets: [actionSecret] },
      backendless,
      parseServer: { auth: { acme }, cloud },
    })
    await rest(host, 'POST', '/users', { body: { username: 'pat', password } })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })
  beforeEach(() => {
    calls.length = 0
    beforeLogin = () => undefined
  })

  const told = () => calls.map(({ type, provider, isNewUser }) => [type, provider, isNewUser])
  const both = (provider: string, isNewUser: boolean) => [
    ['beforeLogin', provider, isNewUser],
    ['afterLogin', provider, isNewUser],
  ]
  const signIn = (authData: object) => rest(host, 'POST', '/users', { headers, body: { authData } })
  const logInWith = (authData: object) =>
    graphql(
      host,
      'mutation ($authData: Object!) { logInWith(input: { authData: $authData }) { viewer { sessionToken } } }',
      { variables: { authData } },
    )

  test('are told of a password by REST, GraphQL, a batch and the facade', async () => {
    const body = { username: 'pat', password }
    await rest(host, 'POST', '/login', { headers, body })
    const told0 = { provider: 'password', isNewUser: false, userAgent: 'spec-agent' }
    const installationId = headers['X-Parse-Installation-Id']
    const ip = expect.stringContaining('127.0.0.1') as unknown
    for (const call of calls.splice(0, 2)) expect(call).toMatchObject({ ...told0, installationId, ip })
    await graphql(
      host,
      `mutation { logIn(input: { username: "pat", password: "${password}" }) { clientMutationId } }`,
    )
    await rest(host, 'POST', '/batch', {
      body: { requests: [{ method: 'POST', path: '/parse/login', body }] },
    })
    const person = await registered(host)
    await logInAtFacade(host, person)
    expect(told()).toEqual([1, 2, 3].flatMap(() => both('password', false)))
  })

  test.each([
    ['acme', (name: string) => acmeAuthData(name)],
    ['anonymous', (name: string) => ({ anonymous: { id: name } })],
    [
      'auth0',
      async (name: string) => ({
        auth0: { id_token: await tenant.idToken({ sub: name, email: undefined }) },
      }),
    ],
  ])('are told of %s, by REST and GraphQL, and whether the user is new', async (provider, make) => {
    for (const [way, open] of [
      ['rest', signIn],
      ['graphql', logInWith],
    ] as const) {
      const name = `${provider}-${way}`
      await open(await make(name))
      await open(await make(name))
      expect(told()).toEqual([...both(provider, true), ...both(provider, false)])
      expect(new Set(calls.map(({ id }) => id)).size).toBe(1)
      calls.length = 0
    }
  })

  test('are told of an access token, and of an Action', async () => {
    const token = await tenant.accessToken({ sub: newPerson().sub })
    await rest(host, 'GET', '/users/me', bearer(token))
    expect(told()).toEqual(both('auth0', true))
    calls.length = 0
    const url = `${host.url}/auth0/session`
    const authorization = `Bearer ${await signAssertion(assertionClaims(url, newPerson({ sid: 'one' })))}`
    expect((await send(host, 'POST', url, { headers: { authorization } })).status).toBe(200)
    expect(told()).toEqual(both('auth0', true))
  })

  test('see the user with the session after the log-in only, and never a password or its hash', async () => {
    await rest(host, 'POST', '/login', { body: { username: 'pat', password } })
    const seen: unknown[] = []
    beforeLogin = ({ object }) =>
      void seen.push(
        (object as unknown as { getSessionToken(): unknown }).getSessionToken(),
        JSON.stringify(object),
      )
    await signIn(acmeAuthData('hash'))
    expect(seen[0]).toBeUndefined()
    expect(String(seen[1])).not.toMatch(/password/i)
  })

  test('are not told of sign-ups with a password, links, loginAs, nor users whom the master key changes', async () => {
    const { body } = await rest(host, 'POST', '/users', { body: { username: 'sue', password } })
    const { objectId, sessionToken } = body as { objectId: string; sessionToken: string }
    const link = { authData: acmeAuthData('link') }
    expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: link })).status).toBe(200)
    await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { password: 'another-horse' } })
    await rest(host, 'POST', '/loginAs', { master: true, body: { userId: objectId } })
    await rest(host, 'GET', '/loginAs', { master: true, query: { userId: objectId } })
    expect(calls).toEqual([])
  })

  test('don’t run for a credential that is no good', async () => {
    await signIn(acmeAuthData('forged'))
    calls.length = 0
    beforeLogin = () => {
      throw new Error('a secret of this account')
    }
    const { body } = await signIn({ acme: { id: 'forged', token: 'wrong' } })
    expect(body.error).not.toContain('secret')
    expect(calls).toEqual([])
  })

  test.each([
    ['new', true],
    ['known', false],
  ])('refuse a provider’s user who is %s, without a session', async (name, isNew) => {
    if (!isNew) await signIn(acmeAuthData(name))
    const before = isNew ? 0 : 1
    beforeLogin = () => {
      throw new Error('Not today')
    }
    const { body } = await signIn(acmeAuthData(name))
    expect(body).toEqual({ code: 141, error: 'Not today' })
    beforeLogin = () => undefined
    const where = { 'authData.acme.id': name }
    const { body: found } = await rest(host, 'GET', '/users', { master: true, query: { where } })
    const [user] = found.results as { objectId: string }[]
    expect(await host.accounts.sessions.list(String(user?.objectId))).toHaveLength(before)
  })

  test('refuse before a log-in links another identity', async () => {
    await signIn(acmeAuthData('unlinked'))
    beforeLogin = () => {
      throw new Error('Not today')
    }
    await signIn({ ...acmeAuthData('unlinked'), anonymous: { id: 'second' } })
    const where = { 'authData.anonymous.id': 'second' }
    const { body } = await rest(host, 'GET', '/users', { master: true, query: { where } })
    expect(body.results).toEqual([])
  })

  test('are told at the log-out how the session began', async () => {
    const { body } = await signIn(acmeAuthData('leaving'))
    calls.length = 0
    await rest(host, 'POST', '/logout', { headers, sessionToken: body.sessionToken })
    expect(calls).toMatchObject([{ type: 'afterLogout', provider: 'acme', userAgent: 'spec-agent' }])
  })
})
