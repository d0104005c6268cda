/** What the host gets to know of a log-in with Auth0, and how it refuses one: triggers, events, sessions. */
import { logIn, logInAs, newPerson, signUp, startAuth0Host, usersWhere } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

interface Request {
  object: { id: string; get(field: string): unknown; getSessionToken(): string | undefined }
  user?: { id: string }
}
type Trigger = (request: Request) => unknown

const triggers: { beforeLogin: Trigger; afterLogin: Trigger } = {
  beforeLogin: () => undefined,
  afterLogin: () => undefined,
}
const calls: [string, string, string | undefined][] = []

const cloud = (Parse: { Cloud: Record<keyof typeof triggers, (trigger: Trigger) => void> }) => {
  for (const name of ['beforeLogin', 'afterLogin'] as const)
    Parse.Cloud[name]((request) => {
      calls.push([name, request.object.id, request.object.getSessionToken()])
      return triggers[name](request)
    })
}

describeWithDatabase('what the host knows of a log-in with Auth0', (database) => {
  let tenant: Tenant
  let host: Host
  const events: unknown[] = []
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      parseServer: { cloud, accountLockout: { threshold: 1, duration: 5 } },
      configure: (accounts) => accounts.on('login', (event) => events.push(event)),
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })
  beforeEach(() => {
    calls.length = 0
    events.length = 0
  })
  afterEach(() => {
    triggers.beforeLogin = () => undefined
    triggers.afterLogin = () => undefined
  })

  const refuse = () => {
    throw new Error('Not today')
  }
  const sessionsOf = async (sub: string) => {
    const [user] = await usersWhere(host, { 'authData.auth0.id': sub })
    return host.accounts.sessions.list(String(user?.objectId))
  }

  test('beforeLogin and afterLogin run once each, first and later, with user and session token', async () => {
    const person = newPerson()
    for (const status of [201, 200]) {
      calls.length = 0
      const answer = await logInAs(host, tenant, person)
      expect(answer.status).toBe(status)
      const { objectId, sessionToken } = answer.body
      expect(calls.map(([name, id]) => [name, id])).toEqual([
        ['beforeLogin', objectId],
        ['afterLogin', objectId],
      ])
      expect(calls[1]?.[2]).toBe(sessionToken)
    }
  })

  test('afterLogin has the user who is in, and what has just come from Auth0', async () => {
    const person = newPerson({ name: 'Old' })
    await logInAs(host, tenant, person)
    const seen: unknown[] = []
    triggers.afterLogin = ({ object, user }) =>
      seen.push(user?.id === object.id, object.get('name'), object.get('password'))
    await logInAs(host, tenant, { ...person, name: 'New' })
    expect(seen).toEqual([true, 'New', undefined])
  })

  test('neither runs for a token that is forged', async () => {
    const person = newPerson()
    await logInAs(host, tenant, person)
    calls.length = 0
    const { body } = await logInAs(host, tenant, { ...person, aud: 'another-client' })
    expect(body).toMatchObject({ code: 101 })
    expect(calls).toEqual([])
  })

  test('beforeLogin refuses, and leaves no session', async () => {
    const person = newPerson()
    triggers.beforeLogin = refuse
    for (let times = 0; times < 2; times += 1) {
      const { body } = await logInAs(host, tenant, person)
      expect(body).toMatchObject({ error: 'Not today' })
      expect(body.sessionToken).toBeUndefined()
      expect(await sessionsOf(person.sub)).toEqual([])
    }
    expect(events).toEqual([])
  })

  test('an afterLogin that fails changes nothing of a log-in that has succeeded', async () => {
    triggers.afterLogin = refuse
    const { status, body } = await logInAs(host, tenant, newPerson())
    expect(status).toBe(201)
    expect((await rest(host, 'GET', '/users/me', { sessionToken: body.sessionToken })).status).toBe(200)
    expect(events).toHaveLength(1)
  })

  test('a session that is refused was worth nothing in between either', async () => {
    let sessionToken: string | undefined
    triggers.beforeLogin = ({ object }) => {
      sessionToken = object.getSessionToken()
      return refuse()
    }
    await logInAs(host, tenant, newPerson())
    expect((await rest(host, 'GET', '/users/me', { sessionToken: String(sessionToken) })).body).toMatchObject(
      { code: 209 },
    )
  })

  test('a refused log-in ends no other session', async () => {
    const person = newPerson()
    const { sessionToken } = (await logInAs(host, tenant, person)).body
    triggers.afterLogin = refuse
    await logInAs(host, tenant, person)
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).status).toBe(200)
  })

  test("accounts.on('login') hears of each log-in once", async () => {
    const person = newPerson()
    const { objectId } = (await logInAs(host, tenant, person)).body
    await logInAs(host, tenant, person)
    const event = { userId: objectId, provider: 'auth0' }
    expect(events).toEqual([
      { ...event, isNewUser: true },
      { ...event, isNewUser: false },
    ])
  })

  test("accounts.on('login') hears of none that is refused, and of no link", async () => {
    await logInAs(host, tenant, newPerson({ aud: 'another-client' }))
    const { objectId, sessionToken } = await signUp(host, newPerson().email)
    const authData = { auth0: { id_token: await tenant.idToken(newPerson()) } }
    await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })
    expect(events).toEqual([])
  })

  test('a lockout after wrong passwords does not concern log-ins with Auth0', async () => {
    const person = newPerson()
    const { objectId, sessionToken, username, password } = await signUp(host, newPerson().email)
    const authData = { auth0: { id_token: await tenant.idToken(person) } }
    await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })
    await rest(host, 'POST', '/login', { body: { username, password: 'wrong' } })
    const locked = await rest(host, 'POST', '/login', { body: { username, password } })
    expect(locked.body.error).toContain('locked')
    expect(await logInAs(host, tenant, person)).toMatchObject({ status: 200, body: { objectId } })
  })

  test('the session names the provider and the session at Auth0, which no client can change', async () => {
    const { body } = await logInAs(host, tenant, newPerson({ sid: 'sid-1' }))
    const { sessionToken } = body
    const createdWith = { action: 'login', authProvider: 'auth0', sid: 'sid-1' }
    const session = await rest(host, 'GET', '/sessions/me', { sessionToken })
    expect(session.body.createdWith).toEqual(createdWith)
    const changed = { createdWith: { ...createdWith, sid: 'sid-2' } }
    const put = await rest(host, 'PUT', `/sessions/${session.body.objectId}`, { sessionToken, body: changed })
    expect(put.status).toBeGreaterThanOrEqual(400)
    const after = await rest(host, 'GET', '/sessions/me', { sessionToken })
    expect(after.body.createdWith).toEqual(createdWith)
  })

  test('the session has no sid where the token has none, and the installation where the client names it', async () => {
    const id_token = await tenant.idToken(newPerson({ sid: undefined }))
    const headers = { 'X-Parse-Installation-Id': 'c0ffee00-0000-4000-8000-000000000001' }
    const { sessionToken } = (await logIn(host, { id_token }, {}, { headers })).body
    const { body } = await rest(host, 'GET', '/sessions/me', { sessionToken })
    expect(body.createdWith).toEqual({ action: 'login', authProvider: 'auth0' })
    expect(body.installationId).toBe(headers['X-Parse-Installation-Id'])
  })
})
