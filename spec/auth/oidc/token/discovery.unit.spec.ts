/** Where an issuer has its endpoints: it says so itself, and is believed only as far as it may be. */
import { ProviderUnavailable } from '../../../../src/auth/oidc/token/errors'
import type { Verifier } from '../../../../src/auth/oidc/token/verifier'
import { type Clock, createClock } from '../../../support/auth0-verifier'
import { issuerVerifierFor } from '../../../support/issuers/verifier'
import { startTenant, type Tenant } from '../../../support/tenant'

const coolDownSeconds = 31
const hardAgeSeconds = 901
const failures = ['down', 'error', 'html', 'huge', 'garbage', 'redirect', 'empty', 'limited'] as const

describe('the configuration of an issuer', () => {
  let tenant: Tenant
  let clock: Clock
  let verifier: Verifier
  beforeEach(async () => {
    tenant = await startTenant({ algorithm: 'ES256' })
    clock = createClock()
    verifier = issuerVerifierFor(tenant, { algorithms: ['ES256'] }, clock.now)
  })
  afterEach(() => tenant.close())

  const logIn = async () => verifier.verifyCredential({ id_token: await tenant.idToken() })

  test('is asked for when it is first needed, once for all log-ins at that time', async () => {
    expect(tenant.requests.discovery).toBe(0)
    await Promise.all(Array.from({ length: 20 }, () => logIn()))
    await logIn()
    expect(tenant.requests).toMatchObject({ discovery: 1, jwks: 1 })
  })

  test.each(failures)('that never came (%s) makes log-ins impossible for the time being', async (how) => {
    tenant.failDiscovery(how)
    await expect(logIn()).rejects.toThrow(ProviderUnavailable)
    tenant.failDiscovery()
    await expect(logIn()).rejects.toThrow(ProviderUnavailable) // the cool-down
    expect(tenant.requests.discovery).toBe(1)
    clock.move(coolDownSeconds)
    await logIn()
  })

  test.each(failures)('stays in use while it can’t be had anew (%s)', async (how) => {
    await logIn()
    clock.move(hardAgeSeconds)
    tenant.failDiscovery(how)
    await logIn()
    expect(tenant.requests).toMatchObject({ discovery: 2, jwks: 2 })
  })

  test('is waited for no longer than 5 seconds, even if an answer has begun', async () => {
    tenant.failDiscovery('stalled')
    const startedAt = performance.now()
    await expect(logIn()).rejects.toThrow('did not answer in time')
    expect(performance.now() - startedAt).toBeLessThan(9000)
  })

  test.each<[string, (tenant: Tenant) => object]>([
    ['of another issuer', () => ({ issuer: 'https://evil.example.com/' })],
    ['whose issuer lacks the slash at its end', ({ domain }) => ({ issuer: domain })],
    ['without an issuer', () => ({ issuer: undefined })],
    ['whose issuer is no text', ({ issuer }) => ({ issuer: [issuer] })],
    ['without keys', () => ({ jwks_uri: undefined })],
    ['whose keys are no address', () => ({ jwks_uri: '/keys' })],
    ['whose keys come over plain HTTP', () => ({ jwks_uri: 'http://keys.example.com/' })],
    ['whose keys are a file', () => ({ jwks_uri: 'file:///etc/passwd' })],
    ['that exchanges codes over plain HTTP', () => ({ token_endpoint: 'http://codes.example.com/' })],
    ['that tells of users over plain HTTP', () => ({ userinfo_endpoint: 'http://users.example.com/' })],
  ])('%s is not used', async (_what, changes) => {
    tenant.describe({ ...changes(tenant) })
    await expect(logIn()).rejects.toThrow(ProviderUnavailable)
    expect(tenant.requests.jwks).toBe(0)
    tenant.describe({})
    clock.move(coolDownSeconds)
    await logIn()
  })

  test('says where codes are exchanged; without that, none can be', async () => {
    const redirectUri = 'https://app.example.com/callback'
    const codeVerifier = 'verifier-of-forty-three-characters-or-more-xyz'
    const credential = () => ({
      code: tenant.code({ redirectUri, codeVerifier }),
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    })
    expect((await verifier.verifyCredential(credential())).subject).toBe('auth0|ann')
    tenant.describe({ token_endpoint: undefined })
    clock.move(hardAgeSeconds)
    await expect(verifier.verifyCredential(credential())).rejects.toThrow(ProviderUnavailable)
    await logIn()
  })

  test('says where users are told of, who are asked for where an access token says too little', async () => {
    const load = async (claims: Record<string, unknown>) => {
      const token = await tenant.accessToken(claims)
      return verifier.loadUserInfo(await verifier.verifyAccessToken(token), token)
    }
    expect(await load({})).toMatchObject({ email: 'ann@example.com' })
    expect(await load({ email: 'ann@example.com' })).toBeUndefined()
    expect(await load({ scope: 'api' })).toBeUndefined()
    expect(tenant.requests.userInfo).toBe(1)
  })

  test('is no reason to fail where there is no /userinfo', async () => {
    tenant.describe({ userinfo_endpoint: undefined })
    const token = await tenant.accessToken()
    const identity = await verifier.verifyAccessToken(token)
    expect(await verifier.loadUserInfo(identity, token)).toBeUndefined()
  })
})
