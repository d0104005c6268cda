/** A session that a session has opened is no more than that: it has its end, its log-in, and ends with it. */
import { logInAs, newPerson, signUp, startAuth0Host } from '../../support/auth0-log-in'
import { actionSecret, assertionClaims, signAssertion } from '../../support/assertions'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest, type RestRequest, send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const inSeconds = (seconds: number) => ({
  __type: 'Date',
  iso: new Date(Date.now() + seconds * 1000).toISOString(),
})

interface SessionBody {
  objectId: string
  sessionToken: string
  expiresAt: { iso: string }
  createdWith: Record<string, unknown>
}

describeWithDatabase('a session that a session has opened', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      auth0: { actionSecrets: [actionSecret], allowPassword: true },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const newUser = () => signUp(host, newPerson().email)
  const acts = async (sessionToken: string) =>
    (await rest(host, 'GET', '/sessions', { sessionToken })).status === 200
  const current = async (sessionToken: string) =>
    (await rest(host, 'GET', '/sessions/me', { sessionToken })).body as SessionBody
  const expireIn = async (sessionToken: string, seconds: number) => {
    const { objectId } = await current(sessionToken)
    const expiresAt = inSeconds(seconds)
    await rest(host, 'PUT', `/sessions/${objectId}`, { master: true, body: { expiresAt } })
    return expiresAt.iso
  }

  /** The ways to a session from a session; each answers its token. */
  const ways: [string, (sessionToken: string, userId: string) => Promise<string>][] = [
    [
      'POST /sessions',
      async (sessionToken) => {
        const body = { expiresAt: inSeconds(1e8), createdWith: { action: 'login', authProvider: 'mine' } }
        return tokenIn(await rest(host, 'POST', '/sessions', { sessionToken, body }))
      },
    ],
    [
      'POST /classes/_Session',
      async (sessionToken) =>
        tokenIn(await rest(host, 'POST', '/classes/_Session', { sessionToken, body: {} })),
    ],
    [
      '/batch',
      async (sessionToken) => {
        const requests = [{ method: 'POST', path: '/parse/sessions', body: {} }]
        const { body } = await rest(host, 'POST', '/batch', { sessionToken, body: { requests } })
        return String((body as { success: SessionBody }[])[0]?.success.sessionToken)
      },
    ],
    [
      'GraphQL',
      async (sessionToken) => {
        const mutation =
          'mutation { createSession(input: { fields: {} }) { session { objectId sessionToken } } }'
        const { body } = await graphql(host, mutation, { sessionToken })
        return String(body.data.createSession.session.sessionToken)
      },
    ],
    [
      'POST /upgradeToRevocableSession',
      async (sessionToken) =>
        tokenIn(await rest(host, 'POST', '/upgradeToRevocableSession', { sessionToken, body: {} })),
    ],
    [
      'a new password',
      async (sessionToken, userId) =>
        tokenIn(
          await rest(host, 'PUT', `/users/${userId}`, { sessionToken, body: { password: 'battery-staple' } }),
        ),
    ],
  ]
  const tokenIn = ({ body }: { body: { sessionToken?: string } }) => String(body.sessionToken)
  const copies = ways.slice(0, -1)

  test.each(ways)('has its end and its log-in: %s', async (_name, open) => {
    const { body } = await logInAs(host, tenant, newPerson({ sid: `sid-${_name}` }))
    const expiresAt = await expireIn(body.sessionToken, 300)
    const opened = await open(body.sessionToken, body.objectId)
    expect(opened).toMatch(/^r:/)
    expect(opened).not.toBe(body.sessionToken)
    const session = await current(opened)
    expect(session.expiresAt.iso).toBe(expiresAt)
    expect(session.createdWith).toMatchObject({ authProvider: 'auth0', sid: `sid-${_name}` })
    expect(await host.accounts.sessions.revoke({ sid: `sid-${_name}` })).toBeGreaterThan(0)
    expect(await acts(opened)).toBe(false)
  })

  test.each(copies)('ends with it: %s', async (_name, open) => {
    const user = await newUser()
    const { body } = await rest(host, 'POST', '/login', { body: user })
    const child = await open(user.sessionToken, user.objectId)
    const grandchild = await open(child, user.objectId)
    for (const token of [child, grandchild]) expect(await acts(token)).toBe(true)
    await rest(host, 'POST', '/logout', { sessionToken: user.sessionToken, body: {} })
    for (const token of [child, grandchild]) expect(await acts(token)).toBe(false)
    expect(await host.accounts.sessions.list(user.objectId)).toHaveLength(1)
    expect(await acts(String(body.sessionToken))).toBe(true)
  })

  test('stays when it takes the place of it, on the same device', async () => {
    const { username, password, objectId } = await newUser()
    const headers = { 'X-Parse-Installation-Id': 'phone' }
    const { body } = await rest(host, 'POST', '/login', { headers, body: { username, password } })
    const sessionToken = String(body.sessionToken)
    const made = await rest(host, 'POST', '/sessions', { sessionToken, body: { installationId: 'phone' } })
    expect(made.status).toBe(201)
    expect([await acts(sessionToken), await acts(tokenIn(made))]).toEqual([false, true])
    expect(await host.accounts.sessions.list(objectId)).toHaveLength(2)
  })

  describe('is not opened', () => {
    const refused = { status: 400, body: { code: 119 } }
    const actionSession = async () => {
      const url = `${host.url}/auth0/session`
      const authorization = `Bearer ${await signAssertion(assertionClaims(url, newPerson()))}`
      const { body } = await send(host, 'POST', url, { headers: { authorization } })
      return { sessionToken: String(body.sessionToken) }
    }
    const accessToken = async () => bearer(await tenant.accessToken({ sub: newPerson().sub }))
    const kinds: [string, () => Promise<RestRequest>][] = [
      ['an access token', accessToken],
      [
        'the session of an access token',
        async () => {
          const { body } = await rest(host, 'GET', '/users/me', await accessToken())
          return { sessionToken: String(body.sessionToken) }
        },
      ],
      ['an Action', actionSession],
    ]

    test.each(kinds)('by that of %s', async (_name, make) => {
      const request = await make()
      expect(await rest(host, 'POST', '/sessions', { ...request, body: {} })).toMatchObject(refused)
      expect(await rest(host, 'POST', '/upgradeToRevocableSession', { ...request, body: {} })).toMatchObject(
        refused,
      )
      const mutation = 'mutation { createSession(input: { fields: {} }) { session { objectId } } }'
      const answer = await graphql(host, mutation, request)
      expect(answer.body).toMatchObject({ errors: [{ extensions: { code: 119 } }] })
      const { objectId } = (await rest(host, 'GET', '/users/me', request)).body
      expect(await host.accounts.sessions.list(String(objectId))).toHaveLength(1)
    })

    test.each(kinds)(
      'by a new password with that of %s, which stays, and the only one',
      async (_name, make) => {
        const request = await make()
        const { objectId } = (await rest(host, 'GET', '/users/me', request)).body
        const path = `/users/${String(objectId)}`
        const { body } = await rest(host, 'POST', '/loginAs', { master: true, body: { userId: objectId } })
        const answer = await rest(host, 'PUT', path, { ...request, body: { password: 'battery-staple' } })
        expect(answer.status).toBe(200)
        expect(answer.body).not.toHaveProperty('sessionToken')
        expect((await rest(host, 'GET', '/sessions', request)).status).toBe(200)
        expect(await acts(String(body.sessionToken))).toBe(false)
      },
    )

    test('by a new password that somebody else sets', async () => {
      const [owner, other] = [await newUser(), await newUser()]
      const ACL = {
        [owner.objectId]: { read: true, write: true },
        [other.objectId]: { read: true, write: true },
      }
      const path = `/users/${owner.objectId}`
      await rest(host, 'PUT', path, { sessionToken: owner.sessionToken, body: { ACL } })
      const body = { password: 'battery-staple' }
      const answer = await rest(host, 'PUT', path, { sessionToken: other.sessionToken, body })
      expect(answer.body).toEqual({ code: 119, error: expect.any(String) })
      expect(await host.accounts.sessions.list(owner.objectId)).toHaveLength(1)
    })
  })

  test('is no business of the master key', async () => {
    const { objectId } = await newUser()
    const user = { __type: 'Pointer', className: '_User', objectId }
    const body = { user, sessionToken: `r:${objectId}`, expiresAt: inSeconds(1e8) }
    expect((await rest(host, 'POST', '/sessions', { master: true, body })).status).toBe(201)
    expect(await acts(`r:${objectId}`)).toBe(true)
    const { status } = await rest(host, 'POST', '/loginAs', { master: true, body: { userId: objectId } })
    expect(status).toBe(200)
  })
})

describeWithDatabase('the renewal of sessions by their use', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: { extendSessionOnUse: true, sessionLength: 10 },
    })
  })
  afterAll(() => host.close())

  test('lengthens no copy beyond what it was made from', async () => {
    const { sessionToken } = await signUp(host, 'renews@example.com')
    const copy = String((await rest(host, 'POST', '/sessions', { sessionToken, body: {} })).body.sessionToken)
    const other = await signUp(host, 'other@example.com')
    const endOf = async (token: string) =>
      (await rest(host, 'GET', '/sessions/me', { sessionToken: token })).body.expiresAt.iso as string
    const [end, otherEnd] = [await endOf(copy), await endOf(other.sessionToken)]
    // The copy is due before the other one is.
    while ((await endOf(other.sessionToken)) === otherEnd) await endOf(copy)
    expect(await endOf(copy)).toBe(end)
  })
})
