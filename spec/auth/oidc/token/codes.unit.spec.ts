/** Log-ins by authorization code: exchanged once at the tenant, and its ID token verified like any other. */
import { ProviderUnavailable, CredentialFault, TokenFault } from '../../../../src/auth/oidc/token/errors'
import type { Identity } from '../../../../src/auth/oidc/token/identity'
import type { Verifier } from '../../../../src/auth/oidc/token/verifier'
import { fromNow } from '../../../support/attacks/rows'
import { verifierFor } from '../../../support/auth0-verifier'
import { startTenant, type Tenant } from '../../../support/tenant'
import type { CodeGrant } from '../../../support/tenant/answers'

const redirectUri = 'https://app.example.com/callback'
const codeVerifier = 'verifier-of-forty-three-characters-or-more-xyz'

describe('an authorization code', () => {
  let tenant: Tenant
  let verifier: Verifier
  beforeAll(async () => {
    tenant = await startTenant()
  })
  beforeEach(() => {
    verifier = verifierFor(tenant)
  })
  afterEach(() => tenant.failToken())
  afterAll(() => tenant.close())

  const credentialOf = (grant: Partial<CodeGrant> = {}) => ({
    code: tenant.code({ redirectUri, codeVerifier, ...grant }),
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
  })
  const logIn = (other: Record<string, unknown> = {}, grant?: Partial<CodeGrant>): Promise<Identity> =>
    verifier.verifyCredential({ ...credentialOf(grant), ...other })

  test('logs its user in', async () => {
    expect(await logIn({ id: 'auth0|ann' })).toMatchObject({ kind: 'id', subject: 'auth0|ann' })
  })

  test('of an application with a secret needs the secret', async () => {
    const secretive = await startTenant({ clientSecret: 'spec-secret' })
    const code = () => ({ ...credentialOf(), code: secretive.code({ redirectUri, codeVerifier }) })
    const { verifyCredential } = verifierFor(secretive, { clientSecret: 'spec-secret' })
    expect((await verifyCredential(code())).subject).toBe('auth0|ann')
    const wrong = verifierFor(secretive, { clientSecret: 'wrong-secret' }).verifyCredential(code())
    await expect(wrong).rejects.toEqual(new TokenFault('Auth0 refused it with 401, access_denied'))
    await expect(verifierFor(secretive).verifyCredential(code())).rejects.toThrow(TokenFault)
    await secretive.close()
  })

  test('works once', async () => {
    const credential = credentialOf()
    await verifier.verifyCredential(credential)
    await expect(verifier.verifyCredential(credential)).rejects.toThrow(TokenFault)
  })

  test.each([
    ['another verifier', { code_verifier: 'another-verifier-of-forty-three-characters-ab' }],
    ['another redirect_uri', { redirect_uri: 'https://evil.example.com/' }],
    ['another code', { code: 'made-up' }],
  ])('is refused with %s', async (_what, other) => {
    await expect(logIn(other)).rejects.toEqual(new TokenFault('Auth0 refused it with 403, invalid_grant'))
  })

  test.each([
    ['of a machine', { sub: 'machine@clients' }],
    ['that has expired', { exp: fromNow(-60) }],
    ['for another application', { aud: 'evil-client' }],
    ['of another issuer', { iss: 'https://other.eu.auth0.com/' }],
  ])('is refused when it gives an ID token %s', async (_what, claims) => {
    await expect(logIn({}, { claims })).rejects.toThrow(TokenFault)
  })

  test('is refused when it gives an ID token that was not signed by the tenant', async () => {
    const other = await startTenant()
    other.keys.withdraw(other.keys.current.kid)
    const credential = { ...credentialOf(), code: other.code({ redirectUri, codeVerifier }) }
    await expect(verifierFor(other).verifyCredential(credential)).rejects.toThrow(TokenFault)
    await other.close()
  })

  test('gives an ID token of each algorithm that is configured', async () => {
    const other = await startTenant({ algorithm: 'ES256' })
    const credential = () => ({ ...credentialOf(), code: other.code({ redirectUri, codeVerifier }) })
    await expect(verifierFor(other).verifyCredential(credential())).rejects.toThrow(ProviderUnavailable)
    const { verifyCredential } = verifierFor(other, { algorithms: ['ES256'] })
    expect((await verifyCredential(credential())).subject).toBe('auth0|ann')
    await other.close()
  })

  test('is refused beside the id of another user', async () => {
    await expect(logIn({ id: 'auth0|eve' })).rejects.toThrow(TokenFault)
  })

  test('without the scope openid is told what to do', async () => {
    await expect(logIn({}, { scope: 'profile' })).rejects.toThrow(CredentialFault)
  })

  test('is bound to the nonce of its log-in', async () => {
    const claims = { nonce: 'n-1' }
    expect((await logIn({ nonce: 'n-1' }, { claims })).claims.nonce).toBe('n-1')
    await expect(logIn({ nonce: 'n-2' }, { claims })).rejects.toThrow(TokenFault)
  })

  test.each(['down', 'error', 'html', 'empty', 'limited', 'redirect', 'huge', 'garbage'] as const)(
    'cannot be exchanged while the endpoint fails: %s',
    async (how) => {
      tenant.failToken(how)
      await expect(logIn()).rejects.toThrow(ProviderUnavailable)
      tenant.failToken()
      expect((await logIn()).subject).toBe('auth0|ann')
    },
  )

  test('is not sent in plain text to a domain of https:', async () => {
    verifier = verifierFor(tenant, { domain: tenant.domain.replace('http:', 'https:') })
    const { token } = tenant.requests
    await expect(logIn()).rejects.toEqual(new ProviderUnavailable('the connection failed'))
    expect(tenant.requests.token).toBe(token)
  })

  test('is waited for no longer than 5 seconds', async () => {
    tenant.failToken('slow')
    const startedAt = performance.now()
    await expect(logIn()).rejects.toEqual(new ProviderUnavailable('it did not answer in time'))
    expect(performance.now() - startedAt).toBeLessThan(15_000)
  })

  test('stays out of every reason', async () => {
    const grants = [{ code_verifier: 'x'.repeat(43) }, { code: 'a-code-that-is-made-up' }]
    for (const other of grants) {
      const refusal = await logIn(other).catch((thrown: unknown) => thrown as Error)
      for (const text of [codeVerifier, ...Object.values(other)])
        expect((refusal as Error).message).not.toContain(text)
    }
  })
})
