/** Access tokens that are refused, what is no access token, and what a client is told. */
import { type Attack, tokenAttacks } from '../../support/attacks'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest, send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const refusal = {
  status: 401,
  body: { code: 101, error: 'The Auth0 token is not valid. Sign in again.' },
}

/** Below the 16 kB at which Node refuses all headers. */
const almostTooLong = `x.${'y'.repeat(15_000)}.z`

describeWithDatabase('the Authorization header', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({ database: database(), auth0: tenant.options })
    // Fetches the keys: one that is not among them is asked for again in a while.
    await rest(host, 'GET', '/users/me', bearer(await tenant.accessToken()))
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const me = (Authorization: string) => rest(host, 'GET', '/users/me', { headers: { Authorization } })

  const fitsIntoHeader = ({ name }: Attack) => !name.includes('more than 16,384 characters')
  /** The key of such a one may be newer than what was fetched a moment ago. */
  const hasUnknownKey = ({ fault }: Attack) => fault === 'key'
  const forAccess = tokenAttacks.filter((attack) => attack.kind === 'access' && fitsIntoHeader(attack))
  const attacks = forAccess.filter((attack) => !hasUnknownKey(attack))
  test.each(attacks)('with $name is refused by REST and GraphQL', async ({ make }) => {
    const made = await make(tenant)
    const token = typeof made === 'string' ? made : String(made.access_token)
    for (const answer of [
      await rest(host, 'GET', '/users/me', bearer(token)),
      await graphql(host, '{ health }', bearer(token)),
    ]) {
      expect(answer).toMatchObject(refusal)
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"')
    }
  })

  test.each(forAccess.filter(hasUnknownKey))('with $name is refused for now', async ({ make }) => {
    const token = (await make(tenant)) as string
    expect(await rest(host, 'GET', '/users/me', bearer(token))).toMatchObject({
      status: 503,
      body: { code: 100, error: 'Auth0 can’t be reached at the moment. Try again soon.' },
    })
  })

  test.each([
    ['an ID token', async () => `Bearer ${await tenant.idToken()}`],
    ['nothing after Bearer', () => 'Bearer'],
    ['two tokens', async () => `Bearer ${await tenant.accessToken()} ${await tenant.accessToken()}`],
    ['two credentials', async () => `Bearer ${await tenant.accessToken()}, Bearer x`],
    ['a very long text', () => `Bearer ${almostTooLong}`],
    ['a session token', () => 'Bearer r:0123456789abcdef0123456789abcdef'],
  ])('with %s is refused', async (_, make) => {
    expect(await me(await make())).toMatchObject(refusal)
  })

  test('is refused by Node when it is longer than all headers may be', async () => {
    expect((await me(`Bearer ${'x'.repeat(16_384)}`)).status).toBe(431)
  })

  test('is taken whatever the case of its scheme', async () => {
    const token = await tenant.accessToken()
    for (const scheme of ['bearer', 'BEARER', 'bEARER'])
      expect((await me(`${scheme} ${token}`)).status).toBe(200)
  })

  test('is left to Parse Server with another scheme', async () => {
    expect((await me('Digest x')).body.code).toBe(209)
    expect((await me(`Bearers ${await tenant.accessToken()}`)).body.code).toBe(209)
    const basic = `Basic ${Buffer.from(`${host.appId}:${host.masterKey}`).toString('base64')}`
    const answer = await send(host, 'GET', `${host.apiUrl}/users`, {
      headers: { Authorization: basic, 'X-Parse-Application-Id': '' },
    })
    expect(answer.status).toBe(200)
  })

  test.each(['X-Parse-Session-Token', '_SessionToken'])('is not accepted beside %s', async (place) => {
    const user = await rest(host, 'POST', '/users', { body: { username: place, password: 'correct-horse' } })
    const sessionToken = String(user.body.sessionToken)
    const inBody = { _method: 'GET', _ApplicationId: host.appId, _SessionToken: sessionToken }
    const token = await tenant.accessToken()
    const answer = await send(host, place === '_SessionToken' ? 'POST' : 'GET', `${host.apiUrl}/users/me`, {
      ...(place === '_SessionToken' ? { body: inBody } : { sessionToken }),
      headers: {
        Authorization: `Bearer ${token}`,
        ...(place === '_SessionToken' && { 'X-Parse-Application-Id': '' }),
      },
    })
    const error = `Send ${place} or Authorization: Bearer, not both.`
    expect(answer).toMatchObject({ status: 400, body: { code: 107, error } })
  })

  test('may be sent, and its refusal read, by pages of other origins', async () => {
    const origin = { Origin: 'https://app.example.com' }
    const preflight = await send(host, 'OPTIONS', `${host.apiUrl}/users/me`, {
      headers: { ...origin, 'Access-Control-Request-Headers': 'authorization' },
    })
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toMatch(/\bAuthorization\b/)
    for (const url of [`${host.apiUrl}/users/me`, host.graphqlUrl]) {
      const { headers } = bearer('wrong')
      const answer = await send(host, 'GET', url, { headers: { ...headers, ...origin } })
      expect(answer).toMatchObject(refusal)
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
    }
  })
})

describeWithDatabase('access tokens while Auth0 is down', (database) => {
  test('are not refused but put off, and known ones go on', async () => {
    const tenant = await startTenant()
    const host = await startHost({ database: database(), auth0: tenant.options })
    const known = bearer(await tenant.accessToken())
    expect((await rest(host, 'GET', '/users/me', known)).status).toBe(200)
    await host.close()

    tenant.failJwks('down')
    const later = await startHost({ database: database(), auth0: tenant.options })
    const putOff = await rest(later, 'GET', '/users/me', known)
    expect(putOff).toMatchObject({ status: 503, body: { code: 100 } })
    expect(putOff.headers.get('Retry-After')).toBe('5')
    expect((await graphql(later, '{ health }', known)).status).toBe(503)
    await later.close()
    await tenant.close()
  })

  test('are accepted when they are new, as long as their key is known', async () => {
    const tenant = await startTenant()
    const host = await startHost({ database: database(), auth0: tenant.options })
    await rest(host, 'GET', '/users/me', bearer(await tenant.accessToken()))
    tenant.failJwks('down')
    const other = bearer(await tenant.accessToken({ scope: 'other' }))
    expect((await rest(host, 'GET', '/users/me', other)).status).toBe(200)
    await host.close()
    await tenant.close()
  })
})

describeWithDatabase('access tokens of a host', (database) => {
  test('without an audience are not looked at', async () => {
    const tenant = await startTenant()
    const { domain, clientId } = tenant
    const host = await startHost({ database: database(), auth0: { domain, clientId } })
    for (const token of ['wrong', await tenant.accessToken()])
      expect((await rest(host, 'GET', '/users/me', bearer(token))).body).toMatchObject({ code: 209 })
    await host.close()
    await tenant.close()
  })

  test('are answered with 500, without the reason, when a function of the host fails', async () => {
    const tenant = await startTenant()
    const host = await startHost({
      database: database(),
      auth0: tenant.options,
      email: { transport: 'smtp://127.0.0.1:1', from: 'app@example.com' },
      parseServer: {
        verifyUserEmails: () => {
          throw new Error('a secret reason')
        },
      },
    })
    tenant.users.set('auth0|unverified', { email: 'unverified@example.com' })
    const request = bearer(await tenant.accessToken({ sub: 'auth0|unverified' }))
    const { status, body } = await rest(host, 'GET', '/users/me', request)
    expect([status, body]).toEqual([500, { code: 1, error: 'Internal server error.' }])
    await host.close()
    await tenant.close()
  })

  test('on Express 4 are taken, and refused, as on Express 5', async () => {
    const tenant = await startTenant()
    const host = await startHost({ database: database(), auth0: tenant.options, express: 4 })
    const token = await tenant.accessToken()
    expect((await rest(host, 'GET', '/users/me', bearer(token))).status).toBe(200)
    expect((await graphql(host, '{ viewer { sessionToken } }', bearer(token))).status).toBe(200)
    expect(await rest(host, 'GET', '/users/me', bearer('wrong'))).toMatchObject(refusal)
    await host.close()
    await tenant.close()
  })
})
