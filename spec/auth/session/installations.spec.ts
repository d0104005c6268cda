/** On one device a user has one session: whatever way in, a log-in ends the former one there, everywhere and at once. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../../support/acme'
import { logIn, newPerson, signUp, startAuth0Host } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { openLive } from '../../support/live-query'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

describeWithDatabase('a log-in on the same installation', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      parseServer: { auth: { acme }, liveQuery: { classNames: ['Note'] } },
    })
    await host.accounts.attach(host.server)
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const on = (installationId: string) => ({ headers: { 'X-Parse-Installation-Id': installationId } })
  const me = (sessionToken: string) => rest(host, 'GET', '/users/me', { sessionToken })
  const open = async (sessionToken: string) => {
    const live = await openLive(host)
    await live.connect({ sessionToken })
    expect((await live.subscribe(1, 'Note', { sessionToken })).op).toBe('subscribed')
    return live
  }
  const withPassword = async (user: { username: string; password: string }, request: object) => {
    const { username, password } = user
    const { body } = await rest(host, 'POST', '/login', { ...request, body: { username, password } })
    return String(body.sessionToken)
  }

  const kinds: [string, () => Promise<(request: object) => Promise<string>>][] = [
    [
      'a password',
      async () => {
        const user = await signUp(host, `${randomUUID()}@example.com`)
        return (request) => withPassword(user, request)
      },
    ],
    [
      'authData',
      async () => {
        const authData = acmeAuthData(randomUUID())
        return async (request) =>
          String((await rest(host, 'POST', '/users', { ...request, body: { authData } })).body.sessionToken)
      },
    ],
    [
      'Auth0',
      async () => {
        const person = newPerson()
        return async (request) =>
          (await logIn(host, { id_token: await tenant.idToken(person) }, {}, request)).body.sessionToken
      },
    ],
    [
      'an access token',
      async () => {
        const { sub } = newPerson()
        return async (request) => {
          const { headers } = bearer(await tenant.accessToken({ sub, jti: randomUUID() }))
          const { headers: device } = request as { headers: object }
          const { body } = await rest(host, 'GET', '/users/me', { headers: { ...headers, ...device } })
          return String(body.sessionToken)
        }
      },
    ],
  ]

  test.each(kinds)('ends the former one, LiveQuery included: %s', async (_name, way) => {
    const logInOn = await way()
    const [former, elsewhere] = [await logInOn(on('phone')), await logInOn(on('tablet'))]
    expect((await me(former)).status).toBe(200)
    const live = await open(former)
    const next = await logInOn(on('phone'))
    await live.closed
    expect((await me(former)).body.code).toBe(209)
    for (const token of [next, elsewhere]) expect((await me(token)).status).toBe(200)
  })

  test('with an access token lets the former token open no session again', async () => {
    const { sub } = newPerson()
    const first = await tenant.accessToken({ sub, jti: randomUUID() })
    const ask = (token: string) =>
      rest(host, 'GET', '/users/me', { headers: { ...bearer(token).headers, ...on('phone').headers } })
    expect((await ask(first)).status).toBe(200)
    expect((await ask(await tenant.accessToken({ sub, jti: randomUUID() }))).status).toBe(200)
    expect((await ask(first)).status).toBe(401)
  })

  test('leaves an access token that each of two nodes has opened at once usable', async () => {
    const { sub } = newPerson()
    const [token, next] = [
      await tenant.accessToken({ sub }),
      await tenant.accessToken({ sub, scope: 'next' }),
    ]
    const ask = (accessToken: string) =>
      rest(host, 'GET', '/users/me', { headers: { ...bearer(accessToken).headers, ...on('phone').headers } })
    const { objectId } = (await ask(token)).body as { objectId: string }
    const { body } = await rest(host, 'GET', '/sessions/me', bearer(token))
    const { sessionToken, user, createdWith, expiresAt, installationId } = body as Record<string, unknown>
    expect(installationId).toBe('phone')
    // As another node would have.
    const same = { sessionToken, user, createdWith, expiresAt, installationId }
    expect((await rest(host, 'POST', '/sessions', { master: true, body: same })).status).toBe(201)
    expect(await host.accounts.sessions.list(objectId)).toHaveLength(2)
    expect((await ask(token)).status).toBe(200)

    // Ends its sessions, and no token that is no Parse session.
    await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { password: 'battery-staple' } })
    expect((await ask(token)).status).toBe(200)
    expect((await ask(next)).status).toBe(200)
    expect((await ask(token)).status).toBe(401)
  })

  test('leaves one session when several come at once', async () => {
    const user = await signUp(host, `${randomUUID()}@example.com`)
    for (let round = 0; round < 3; round++) {
      const tokens = await Promise.all(Array.from({ length: 6 }, () => withPassword(user, on('phone'))))
      const answers = await Promise.all(tokens.map(me))
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    }
  })
})
