/** Providers side by side: what one of them says is true of its own users only. */
import { logInAs, newPerson, storedUser, type UserResponse } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { optionsOf } from '../../support/issuers/verifier'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const aMinuteAgo = () => Math.floor(Date.now() / 1000) - 60
const otherApi = 'https://other-api.example.com'

describeWithDatabase('providers side by side', (database) => {
  let auth0: Tenant
  let sso: Tenant
  let host: Host
  beforeAll(async () => {
    ;[auth0, sso] = [await startTenant(), await startTenant()]
    host = await startHost({
      database: database(),
      auth0: { ...auth0.options, nonce: true },
      oidc: {
        // Parse Server has adapters of these names, which must not be asked.
        keycloak: { ...optionsOf(sso), nonce: true },
        microsoft: { ...optionsOf(sso), audience: otherApi },
      },
    })
  })
  afterAll(async () => {
    await host.close()
    await auth0.close()
    await sso.close()
  })

  let nonces = 0
  const credentialOf = async (tenant: Tenant, claims: object) => {
    const nonce = `n-${(nonces += 1)}`
    return { id_token: await tenant.idToken({ email: undefined, nonce, ...claims }), nonce }
  }
  const post = (authData: object): Promise<UserResponse> =>
    rest(host, 'POST', '/users', { body: { authData } })
  const atAuth0 = async (claims: object) => post({ auth0: await credentialOf(auth0, claims) })
  const atSso = async (claims: object) => post({ keycloak: await credentialOf(sso, claims) })
  const me = (access: object) => rest(host, 'GET', '/users/me', access)
  const isOpen = async ({ body: { sessionToken } }: UserResponse) =>
    (await me({ sessionToken })).status === 200
  const accessToken = (tenant: Tenant, claims: object) => tenant.accessToken({ scope: 'api', ...claims })

  test('the same sub at two of them is two users', async () => {
    const { sub } = newPerson()
    const users = [await atAuth0({ sub }), await atSso({ sub })]
    expect(users.map(({ status }) => status)).toEqual([201, 201])
    expect(new Set(users.map(({ body }) => body.objectId)).size).toBe(2)
    const tokens = [await accessToken(auth0, { sub }), await accessToken(sso, { sub })]
    const answers = await Promise.all(tokens.map((token) => me(bearer(token))))
    expect(answers.map(({ body }) => String(body.objectId))).toEqual(users.map(({ body }) => body.objectId))
  })

  test('nobody is a client of one of them, whatever token says so', async () => {
    const { clientId } = optionsOf(sso)
    const access_token = await accessToken(sso, { sub: clientId })
    expect((await atSso({ sub: clientId })).body.code).toBe(101)
    expect((await post({ keycloak: { access_token } })).body.code).toBe(101)
    expect((await me(bearer(access_token))).status).toBe(401)
  })

  test('the same nonce is used up at one of them only', async () => {
    const { sub } = newPerson()
    const nonce = 'same-nonce'
    const [there, here] = [
      await auth0.idToken({ sub, nonce }),
      await sso.idToken({ sub, nonce, email: undefined }),
    ]
    expect((await post({ auth0: { id_token: there, nonce } })).status).toBe(201)
    expect((await post({ keycloak: { id_token: here, nonce } })).status).toBe(201)
    expect((await post({ keycloak: { id_token: here, nonce } })).body.code).toBe(101)
  })

  test('a token of one is none of the other', async () => {
    const credential = await credentialOf(sso, newPerson())
    expect((await post({ auth0: credential })).body).toEqual({
      code: 101,
      error: 'The Auth0 token is not valid. Sign in again.',
    })
    expect((await post({ keycloak: await credentialOf(auth0, newPerson()) })).body).toEqual({
      code: 101,
      error: 'The keycloak token is not valid. Sign in again.',
    })
  })

  test('the session of one is revoked without that of the other, which has the same id', async () => {
    const { sub } = newPerson()
    const claims = { sub, sid: `sid-${sub}` }
    const [there, here] = [await atAuth0(claims), await atSso(claims)]
    const tokens = { there: await accessToken(auth0, claims), here: await accessToken(sso, claims) }
    expect(await host.accounts.sessions.revoke({ sid: claims.sid, provider: 'keycloak' })).toBe(1)
    expect([await isOpen(there), await isOpen(here)]).toEqual([true, false])
    expect((await me(bearer(tokens.there))).status).toBe(200)
    expect((await me(bearer(tokens.here))).status).toBe(401)

    const { sid } = claims
    expect(await host.accounts.sessions.revoke({ sid })).toBe(2) // and that of the access token
    expect(await isOpen(there)).toBe(false)
    expect((await me(bearer(tokens.there))).status).toBe(401)
  })

  test('a provider that is not there has no session to revoke', async () => {
    const { sessions } = host.accounts
    await expect(sessions.revoke({ sid: 'x', provider: 'keycloack' })).rejects.toThrow(
      'auth0, keycloak, microsoft',
    )
    await expect(sessions.revoke({ sid: 'x', provider: '' })).rejects.toThrow(TypeError)
  })

  test('a user is revoked at one without the same sub at the other', async () => {
    const claims = { sub: newPerson().sub, iat: aMinuteAgo() }
    const [there, here] = [await atAuth0(claims), await atSso(claims)]
    const tokens = { there: await accessToken(auth0, claims), here: await accessToken(sso, claims) }
    expect(await host.accounts.sessions.revoke(here.body.objectId)).toBe(1)
    expect((await atSso(claims)).body.code).toBe(101)
    expect((await me(bearer(tokens.here))).status).toBe(401)
    expect(await isOpen(there)).toBe(true)
    expect((await atAuth0(claims)).status).toBe(200)
    expect((await me(bearer(tokens.there))).status).toBe(200)
  })

  test('a user who is linked with both is revoked at both', async () => {
    const [one, other] = [newPerson().sub, newPerson().sub].map((sub) => ({ sub, iat: aMinuteAgo() }))
    const { objectId, sessionToken } = (await atAuth0(one!)).body
    const authData = { keycloak: await credentialOf(sso, other!) }
    expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })).status).toBe(
      200,
    )
    await host.accounts.sessions.revoke(objectId)
    expect((await atAuth0(one!)).body.code).toBe(101)
    expect((await atSso(other!)).body.code).toBe(101)
  })

  test('the subject at one proves nothing at the other, in the middle of a log-in or a link either', async () => {
    const victim = newPerson().sub
    const { objectId: victimId } = (await atAuth0({ sub: victim })).body
    const forged = { auth0: { id: victim }, keycloak: await credentialOf(sso, { sub: victim }) }
    expect((await post(forged)).body).toMatchObject({ code: 252 })

    const { objectId, sessionToken } = (await atSso({ sub: victim })).body
    const authData = { auth0: { id: victim }, keycloak: await credentialOf(sso, { sub: victim }) }
    const answer = await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })
    expect(answer.body.code).toBe(252)
    expect((await storedUser(host, objectId)).authData).toEqual({ keycloak: { id: victim } })
    expect((await storedUser(host, victimId)).authData).toEqual({ auth0: { id: victim } })
  })

  test('two credentials at once are refused: whose user would it be?', async () => {
    const { sub } = newPerson()
    const both = { auth0: await credentialOf(auth0, { sub }), keycloak: await credentialOf(sso, { sub }) }
    expect((await post(both)).body).toMatchObject({
      code: 252,
      error: expect.stringContaining('one provider at a time'),
    })
    const { objectId, sessionToken } = (await atSso({ sub: newPerson().sub })).body
    const linked = await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData: both } })
    expect(linked.body.code).toBe(252)
  })

  test('an access token of an unknown issuer is refused, whatever else it says', async () => {
    const tokens = [
      await sso.accessToken({ iss: 'https://evil.example.com/' }),
      await sso.accessToken({ iss: [sso.issuer] }),
      await sso.accessToken({ iss: undefined }),
      'nothing',
    ]
    for (const token of tokens)
      expect(await me(bearer(token))).toMatchObject({
        status: 401,
        body: { code: 101, error: 'The access token is not valid. Sign in again.' },
      })
    // Its key may be one that Auth0 has had for a moment only.
    const claimed = await sso.accessToken({ iss: auth0.issuer })
    expect(await me(bearer(claimed))).toMatchObject({ status: 503, body: { code: 100 } })
  })

  test('APIs of one issuer are told apart by their audience', async () => {
    const { sub } = newPerson()
    const one = await me(bearer(await accessToken(sso, { sub })))
    const other = await me(bearer(await accessToken(sso, { sub, aud: otherApi })))
    expect([one.status, other.status]).toEqual([200, 200])
    expect(other.body.objectId).not.toBe(one.body.objectId)
    expect((await storedUser(host, String(other.body.objectId))).authData).toEqual({ microsoft: { id: sub } })
    expect((await me(bearer(await accessToken(sso, { sub, aud: 'third' })))).status).toBe(401)
  })

  test('an address that a user of one has is not taken by the other', async () => {
    const person = newPerson({ email_verified: true })
    expect((await atAuth0(person)).status).toBe(201)
    const answer = await atSso({ ...person, sub: 'somebody-else' })
    expect(answer.body).toMatchObject({
      code: 203,
      error: expect.stringContaining('link it with keycloak there'),
    })
  })

  describe('what one of them says of an address', () => {
    const verified = () => newPerson({ email_verified: true })
    const unverified = () => newPerson({ email_verified: false, name: 'New' })
    const link = async ({ body: { objectId, sessionToken } }: UserResponse, claims: object) => {
      const authData = { keycloak: await credentialOf(sso, claims) }
      expect(
        (await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })).status,
      ).toBe(200)
      return storedUser(host, objectId)
    }

    test('does not take a verified one of the other’s away, by a link nor afterwards', async () => {
      const [here, there] = [verified(), unverified()]
      const first = await atAuth0(here)
      const kept = { email: here.email, emailVerified: true, name: 'New' }
      expect(await link(first, there)).toMatchObject(kept)
      expect((await atSso(there)).body.objectId).toBe(first.body.objectId)
      expect(await storedUser(host, first.body.objectId)).toMatchObject(kept)
    })

    test('is not heard at a link where there is a verified one, and at a log-in if it is verified', async () => {
      const [here, there] = [verified(), verified()]
      const first = await atAuth0(here)
      expect(await link(first, there)).toMatchObject({ email: here.email, emailVerified: true })
      await atSso(there)
      expect(await storedUser(host, first.body.objectId)).toMatchObject({
        email: there.email,
        emailVerified: true,
      })
    })

    test('is heard at a link where there is none, or one that nobody has proven', async () => {
      for (const here of [{ ...verified(), email: undefined }, unverified()]) {
        const there = verified()
        const stored = await link(await atAuth0(here), there)
        expect(stored).toMatchObject({ email: there.email, emailVerified: true })
      }
    })
  })

  test('while one can’t be asked, the other goes on', async () => {
    const token = await accessToken(sso, newPerson())
    sso.keys.rotate()
    sso.failJwks('down')
    sso.failDiscovery('down')
    const answer = await post({ keycloak: await credentialOf(sso, newPerson()) })
    sso.failJwks()
    sso.failDiscovery()
    expect(answer.body.code).toBeGreaterThan(0)
    expect((await atAuth0(newPerson())).status).toBe(201)
    expect((await logInAs(host, auth0, newPerson())).body.code).toBe(252) // there, a nonce is needed
    expect((await me(bearer(token))).status).toBe(200)
  })
})
