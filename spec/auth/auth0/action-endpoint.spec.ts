/** POST /auth0/session, as an Action asks, and as nobody should. */
import { UnsecuredJWT } from 'jose'
import { actionSecret, assertionClaims, signAssertion, type Signing } from '../../support/assertions'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest, type RestResponse, send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const newSecret = 'a-new-action-secret-of-32-bytes-or-more'
const epochSeconds = () => Math.floor(Date.now() / 1000)

interface Answer extends RestResponse {
  body: { sessionToken: string; userId: string; expiresAt: string; code?: number }
}

describeWithDatabase('POST /auth0/session', (database) => {
  let tenant: Tenant
  let host: Host
  let url: string
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({
      database: database(),
      auth0: {
        ...tenant.options,
        actionSecrets: [actionSecret, newSecret],
        actionSessionSeconds: 600,
        roles: { claim: 'https://example.com/roles' },
      },
    })
    url = `${host.url}/auth0/session`
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const claimsOf = (claims: Record<string, unknown>) => assertionClaims(url, claims)
  const sign = (claims: Record<string, unknown> = {}, signing: Signing = {}) =>
    signAssertion(claimsOf(claims), signing)
  const post = async (assertion: string): Promise<Answer> =>
    send(host, 'POST', url, { headers: { authorization: `Bearer ${assertion}` } })
  const me = (sessionToken: string) => rest(host, 'GET', '/users/me', { sessionToken })

  test('opens a session of its own lifetime, and provisions the user', async () => {
    const { status, headers, body } = await post(await sign({ sub: 'auth0|new', email: 'new@example.com' }))
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(Object.keys(body).sort()).toEqual(['expiresAt', 'sessionToken', 'userId'])
    const lifeSeconds = (Date.parse(body.expiresAt) - Date.now()) / 1000
    expect(lifeSeconds).toBeGreaterThan(590)
    expect(lifeSeconds).toBeLessThanOrEqual(600)
    const { body: user } = await me(body.sessionToken)
    expect(user).toMatchObject({ objectId: body.userId, email: 'new@example.com', emailVerified: true })
    const [session] = await host.accounts.sessions.list(body.userId)
    expect(session?.expiresAt?.toISOString()).toBe(body.expiresAt)
  })

  test('finds the user whom a log-in by ID token has made', async () => {
    const idToken = await tenant.idToken({ sub: 'auth0|both', email: 'both@example.com' })
    const { body: user } = await rest(host, 'POST', '/users', {
      body: { authData: { auth0: { id_token: idToken } } },
    })
    const { body } = await post(await sign({ sub: 'auth0|both', email: 'both@example.com' }))
    expect(body.userId).toBe(user.objectId)
  })

  test('takes up the session of the same Auth0 session, and of no other', async () => {
    const claims = { sub: 'auth0|again', email: 'again@example.com' }
    const [first, second, other, without] = [
      await post(await sign({ ...claims, sid: 'sid-1' })),
      await post(await sign({ ...claims, sid: 'sid-1' })),
      await post(await sign({ ...claims, sid: 'sid-2' })),
      await post(await sign(claims)),
    ]
    expect(second.body).toEqual(first.body)
    expect(new Set([first, other, without].map(({ body }) => body.sessionToken)).size).toBe(3)
  })

  test('opens a new session in place of one that was revoked, for a log-in afterwards', async () => {
    const claims = { sub: 'auth0|revoked', email: 'revoked@example.com', sid: 'sid-r' }
    const { body: first } = await post(await sign(claims))
    await host.accounts.sessions.revoke(first.userId)
    const { status, body } = await post(await sign({ ...claims, iat: epochSeconds() + 1 }))
    expect(status).toBe(200)
    expect(body.sessionToken).not.toBe(first.sessionToken)
  })

  test('of an Auth0 session that was revoked opens none', async () => {
    const claims = { sub: 'auth0|sid', email: 'sid@example.com', sid: 'sid-gone' }
    await post(await sign(claims))
    await host.accounts.sessions.revoke({ sid: 'sid-gone' })
    expect((await post(await sign(claims))).status).toBe(401)
  })

  test('mirrors the roles that the Action names', async () => {
    const roles = ['editor']
    const { body } = await post(await sign({ sub: 'auth0|roles', email: 'roles@example.com', roles }))
    const { body: found } = await rest(host, 'GET', '/roles', {
      master: true,
      query: { where: { users: { __type: 'Pointer', className: '_User', objectId: body.userId } } },
    })
    expect(found.results).toMatchObject([{ name: 'auth0-editor' }])
  })

  test('takes each of the secrets', async () => {
    expect((await post(await sign({}, { key: newSecret }))).status).toBe(200)
  })

  test('an address of somebody else: 203, and no session', async () => {
    await rest(host, 'POST', '/users', {
      body: { username: 'taken', password: 'correct-horse', email: 'taken@example.com' },
    })
    const { status, body } = await post(await sign({ sub: 'auth0|thief', email: 'taken@example.com' }))
    expect(status).toBe(403)
    expect(body).toMatchObject({ code: 203 })
    expect(body.sessionToken).toBeUndefined()
  })

  test('of 50 requests with one assertion, one is answered', async () => {
    const assertion = await sign({ sub: 'auth0|raced', email: 'raced@example.com' })
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(assertion)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('of 20 first log-ins at once, all get the same user', async () => {
    const claims = { sub: 'auth0|crowd', email: 'crowd@example.com' }
    const assertions = await Promise.all(Array.from({ length: 20 }, () => sign(claims)))
    const answers = await Promise.all(assertions.map(post))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(new Set(answers.map(({ body }) => body.userId)).size).toBe(1)
  })

  test('more log-ins of one user than a person makes: 429, with the time to wait', async () => {
    const claims = { sub: 'auth0|eager', email: 'eager@example.com', sid: 'eager' }
    for (let count = 0; count < 30; count++) expect((await post(await sign(claims))).status).toBe(200)
    const { status, headers, body } = await post(await sign(claims))
    expect(status).toBe(429)
    expect(headers.get('retry-after')).toBe('60')
    expect(body.code).toBe(155)
  })

  test.each(['GET', 'PUT', 'DELETE'])('%s: 405, with what is allowed', async (method) => {
    const { status, headers } = await send(host, method, url)
    expect(status).toBe(405)
    expect(headers.get('allow')).toBe('POST')
  })

  describe('refuses, with one message', () => {
    const now = epochSeconds
    const rows: [string, () => Promise<string> | string][] = [
      ['nothing', () => ''],
      ['what is no token', () => 'abc'],
      ['a session token', () => 'r:0123456789abcdef0123456789abcdef'],
      ['another secret', () => sign({}, { key: 'another-secret-of-32-bytes-or-longer' })],
      ['another algorithm', () => sign({}, { header: { alg: 'HS384' } })],
      ['no signature', () => new UnsecuredJWT(claimsOf({})).encode()],
      [
        'a changed payload',
        async () => (await sign()).replace(/\.(.)/, (_, c) => `.${c === 'e' ? 'f' : 'e'}`),
      ],
      ['another type', () => sign({}, { header: { typ: 'JWT' } })],
      ['no type', () => sign({}, { header: { typ: undefined } })],
      ['an ID token', () => tenant.idToken()],
      ['another issuer', () => sign({ iss: 'somebody' })],
      ['another audience', () => sign({ aud: 'https://other.example.com/auth0/session' })],
      ['another path', () => sign({ aud: url.replace('session', 'other') })],
      ['no audience', () => sign({ aud: undefined })],
      ['one that has expired', () => sign({ iat: now() - 100, exp: now() - 50 })],
      ['one from the future', () => sign({ iat: now() + 100, exp: now() + 130 })],
      ['one that lives too long', () => sign({ exp: now() + 3600 })],
      ['no exp', () => sign({ exp: undefined })],
      ['no iat', () => sign({ iat: undefined })],
      ['no jti', () => sign({ jti: undefined })],
      ['an empty jti', () => sign({ jti: '' })],
      ['no sub', () => sign({ sub: undefined })],
      ['an empty sub', () => sign({ sub: '' })],
      ['a machine', () => sign({ sub: 'client@clients' })],
      ['a crit header', () => sign({}, { header: { crit: ['x'], x: true } }).catch(() => 'a.b.c')],
    ]
    test.each(rows)('%s', async (_, make) => {
      const { status, body } = await post(await make())
      expect(status).toBe(401)
      expect(body).toEqual({ code: 101, error: 'The Auth0 token is not valid. Sign in again.' })
    })

    test('one used before', async () => {
      const assertion = await sign()
      await post(assertion)
      expect((await post(assertion)).status).toBe(401)
    })
  })

  test('slows down whoever guesses, and nobody else at their address', async () => {
    const guesses = await Promise.all(Array.from({ length: 101 }, () => post('a.guess.indeed')))
    expect(guesses.map(({ status }) => status)).toContain(429)
    const claims = { sub: 'auth0|calm', email: 'calm@example.com' }
    expect((await post(await sign(claims))).status).toBe(200)
  })
})

describeWithDatabase('POST /auth0/session, where nobody has configured it', (database) => {
  test('is the host’s', async () => {
    const tenant = await startTenant()
    const host = await startHost({ database: database(), auth0: tenant.options })
    const { status } = await send(host, 'POST', `${host.url}/auth0/session`)
    expect(status).toBe(404)
    await host.close()
    await tenant.close()
  })
})
