/** The keys of a tenant: fetched rarely, and never a reason to refuse a known key while Auth0 is in trouble. */
import { makeKey, signToken } from '../../../support/tenant/keys'
import { ProviderUnavailable, TokenFault } from '../../../../src/auth/oidc/token/errors'
import type { Verifier } from '../../../../src/auth/oidc/token/verifier'
import { type Clock, createClock, verifierFor } from '../../../support/auth0-verifier'
import { startTenant, type Tenant } from '../../../support/tenant'

const softAgeSeconds = 601
const hardAgeSeconds = 901
const coolDownSeconds = 31

describe('the keys of a tenant', () => {
  let tenant: Tenant
  let clock: Clock
  let verifier: Verifier
  beforeEach(async () => {
    tenant = await startTenant({ algorithm: 'ES256' })
    clock = createClock()
    verifier = verifierFor(tenant, { algorithms: ['ES256'] }, clock.now)
  })
  afterEach(() => tenant.close())

  const logIn = async (id_token?: string) =>
    verifier.verifyCredential({ id_token: id_token ?? (await tenant.idToken()) })
  const withUnknownKey = () => tenant.idToken({}, { kid: makeKey('ES256').kid })

  test('are fetched when they are first needed, once for all log-ins at that time', async () => {
    expect(tenant.requests.jwks).toBe(0)
    await Promise.all(Array.from({ length: 20 }, () => logIn()))
    await logIn()
    expect(tenant.requests.jwks).toBe(1)
  })

  test('are fetched anew in the background after 10 minutes', async () => {
    await logIn()
    clock.move(softAgeSeconds)
    tenant.failJwks('slow')
    const asked = tenant.nextRequest('jwks')
    const startedAt = performance.now()
    await logIn()
    expect(performance.now() - startedAt).toBeLessThan(4000) // nobody waits for what never comes
    await asked
  })

  test('that were rotated are found at once', async () => {
    const early = await tenant.idToken()
    await logIn(early)
    clock.move(coolDownSeconds)
    tenant.keys.rotate()
    await logIn()
    await logIn(early)
    expect(tenant.requests.jwks).toBe(2)
  })

  test('that were withdrawn are refused after 15 minutes, remembered tokens included', async () => {
    const early = await tenant.idToken()
    const unseen = await tenant.idToken()
    await logIn(early)
    tenant.keys.withdraw(tenant.keys.current.kid)
    tenant.keys.rotate()
    clock.move(hardAgeSeconds)
    await expect(logIn(early)).rejects.toThrow(TokenFault)
    await expect(logIn(unseen)).rejects.toThrow(TokenFault)
    await logIn()
  })

  test.each(['down', 'error', 'html', 'huge', 'garbage', 'redirect', 'empty', 'limited'] as const)(
    'stay in use while the endpoint fails (%s), and are fetched when it recovers',
    async (how) => {
      await logIn()
      clock.move(hardAgeSeconds)
      tenant.failJwks(how)
      await logIn()
      expect(tenant.requests.jwks).toBe(2)
      await expect(logIn(await withUnknownKey())).rejects.toThrow(ProviderUnavailable)
      tenant.failJwks()
      tenant.keys.rotate()
      clock.move(coolDownSeconds)
      await logIn()
    },
  )

  test.each(['down', 'error', 'html', 'huge', 'garbage', 'redirect', 'empty', 'limited'] as const)(
    'that never came (%s) make log-ins impossible for the time being',
    async (how) => {
      tenant.failJwks(how)
      await expect(logIn()).rejects.toThrow(ProviderUnavailable)
      tenant.failJwks()
      await expect(logIn()).rejects.toThrow(ProviderUnavailable) // the cool-down
      clock.move(coolDownSeconds)
      await logIn()
    },
  )

  test('are waited for no longer than 5 seconds, even if an answer has begun', async () => {
    const other = await startTenant({ algorithm: 'ES256' })
    tenant.failJwks('slow')
    other.failJwks('stalled')
    const startedAt = performance.now()
    const { verifyCredential } = verifierFor(other, { algorithms: ['ES256'] })
    const refusals = await Promise.allSettled([
      logIn(),
      verifyCredential({ id_token: await other.idToken() }),
    ])
    expect(performance.now() - startedAt).toBeLessThan(15_000)
    for (const refusal of refusals) {
      expect(refusal.status).toBe('rejected')
      expect(refusal).toHaveProperty('reason.message', expect.stringContaining('did not answer in time'))
    }
    await other.close()
  })

  test('are not asked for by a storm of unknown keys', async () => {
    await logIn()
    clock.move(coolDownSeconds)
    const storm = async () => {
      const tokens = await Promise.all(Array.from({ length: 50 }, withUnknownKey))
      const refusals = await Promise.allSettled(tokens.map((token) => logIn(token)))
      expect(refusals.every(({ status }) => status === 'rejected')).toBe(true)
    }
    await storm()
    await storm()
    expect(tenant.requests.jwks).toBe(2)
    clock.move(coolDownSeconds)
    await storm()
    expect(tenant.requests.jwks).toBe(3)
    tenant.failJwks('down')
    clock.move(coolDownSeconds)
    await storm()
    await storm()
    expect(tenant.requests.jwks).toBe(4)
    await logIn()
  })

  test('that are new are not called invalid after a made-up one: it is to be tried again', async () => {
    await logIn()
    clock.move(coolDownSeconds)
    await expect(logIn(await withUnknownKey())).rejects.toThrow(TokenFault)
    tenant.keys.rotate()
    clock.move(1)
    await expect(logIn()).rejects.toThrow(ProviderUnavailable)
    clock.move(coolDownSeconds)
    await logIn()
  })

  test('must have a name, and so must the key of a token', async () => {
    tenant.keys.withdraw(tenant.keys.current.kid)
    tenant.keys.publish({ ...tenant.keys.current.jwk, kid: undefined })
    await expect(logIn(await tenant.idToken({}, { kid: undefined }))).rejects.toThrow(TokenFault)
  })

  test('must be asymmetric: a shared secret in the set verifies nothing', async () => {
    const secret = { kty: 'oct', k: 'c2VjcmV0', kid: 'shared', alg: 'HS256' }
    tenant.keys.publish(secret)
    await logIn()
    await expect(logIn(await tenant.idToken({}, { kid: 'shared' }))).rejects.toThrow(TokenFault)
  })

  test('must be public: a private key in the set verifies nothing', async () => {
    const key = makeKey('ES256')
    const privateJwk = { ...key.privateKey.export({ format: 'jwk' }), kid: key.kid }
    const seconds = Math.floor(clock.now() / 1000)
    const { issuer, clientId } = tenant
    const claims = { iss: issuer, aud: clientId, sub: 'auth0|ann', iat: seconds, exp: seconds + 60 }
    tenant.keys.publish(privateJwk)
    await expect(logIn(signToken(key, claims))).rejects.toThrow(TokenFault)
    tenant.keys.withdraw(key.kid)
    tenant.keys.publish(key.jwk)
    clock.move(coolDownSeconds)
    await logIn(signToken(key, claims))
  })
})
