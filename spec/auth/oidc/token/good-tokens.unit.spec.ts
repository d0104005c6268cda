/** Good tokens in all their variants are taken: whoever refuses everything has no part in the attack table. */
import { CredentialFault, TokenFault } from '../../../../src/auth/oidc/token/errors'
import type { Identity } from '../../../../src/auth/oidc/token/identity'
import { tokenOf, fromNow } from '../../../support/attacks/rows'
import { verifierFor } from '../../../support/auth0-verifier'
import { startTenant, type Tenant } from '../../../support/tenant'
import type { Overrides } from '../../../support/tenant/keys'

type Options = Parameters<typeof verifierFor>[1]

interface Variant {
  name: string
  kind: 'id' | 'access'
  claims?: Overrides | ((tenant: Tenant) => Overrides)
  header?: Overrides
  options?: Options
}

const good: Variant[] = [
  { name: 'an ID token', kind: 'id' },
  { name: 'an ID token without a type', kind: 'id', header: { typ: undefined } },
  { name: 'an ID token of the type application/jwt', kind: 'id', header: { typ: 'application/JWT' } },
  { name: 'an ID token with a list of one audience', kind: 'id', claims: { aud: ['spec-client'] } },
  { name: 'an ID token with our azp', kind: 'id', claims: { azp: 'spec-client' } },
  {
    name: 'an ID token of the second application',
    kind: 'id',
    claims: { aud: 'second' },
    options: { clientId: ['spec-client', 'second'] },
  },
  { name: 'an ID token without a sid', kind: 'id', claims: { sid: undefined } },
  { name: 'an ID token with a nonce that nobody asked for', kind: 'id', claims: { nonce: 'n-1' } },
  { name: 'a sub of 255 characters', kind: 'id', claims: { sub: 'a'.repeat(255) } },
  { name: 'an expiry within the tolerance', kind: 'id', claims: () => ({ exp: fromNow(-5) }) },
  { name: 'a time of issue within the tolerance', kind: 'id', claims: () => ({ iat: fromNow(5) }) },
  { name: 'a start within the tolerance', kind: 'id', claims: () => ({ nbf: fromNow(5) }) },
  { name: 'an access token', kind: 'access' },
  {
    name: 'an access token whose audience is a text',
    kind: 'access',
    claims: { aud: 'https://api.example.com' },
  },
  {
    name: 'an access token in the profile of RFC 9068',
    kind: 'access',
    claims: { azp: undefined, client_id: 'spec-client', jti: 'one' },
    header: { typ: 'at+jwt' },
  },
  {
    name: 'an access token of the type application/at+jwt',
    kind: 'access',
    header: { typ: 'application/at+jwt' },
  },
  {
    name: 'a member of the organization, by id',
    kind: 'id',
    claims: { org_id: 'org_1' },
    options: { organization: 'org_1' },
  },
  {
    name: 'a member of one of the organizations, by name',
    kind: 'access',
    claims: { org_id: 'org_1', org_name: 'acme' },
    options: { organization: ['org_2', 'Acme'] },
  },
  {
    name: 'all methods that are asked for, and more',
    kind: 'id',
    claims: { amr: ['pwd', 'mfa'] },
    options: { amr: ['mfa'] },
  },
  {
    name: 'one of the context classes',
    kind: 'id',
    claims: { acr: 'two' },
    options: { acr: ['one', 'two'] },
  },
  {
    name: 'a token younger than the greatest age',
    kind: 'id',
    claims: () => ({ iat: fromNow(-100) }),
    options: { maxTokenAgeSeconds: 300 },
  },
]

const bad: Variant[] = [
  { name: 'of no organization', kind: 'id', options: { organization: 'org_1' } },
  {
    name: 'of another organization',
    kind: 'id',
    claims: { org_id: 'org_2', org_name: 'org_1' },
    options: { organization: 'org_1' },
  },
  {
    name: 'of an organization whose id is the name of ours',
    kind: 'access',
    claims: { org_id: 'acme' },
    options: { organization: 'acme' },
  },
  {
    name: 'whose id of an organization differs in case',
    kind: 'id',
    claims: { org_id: 'ORG_1' },
    options: { organization: 'org_1' },
  },
  { name: 'without methods', kind: 'id', options: { amr: ['mfa'] } },
  {
    name: 'with one of two methods',
    kind: 'access',
    claims: { amr: ['pwd'] },
    options: { amr: ['pwd', 'mfa'] },
  },
  {
    name: 'whose methods are a text that holds ours',
    kind: 'id',
    claims: { amr: 'mfa' },
    options: { amr: ['mfa'] },
  },
  { name: 'without a context class', kind: 'id', options: { acr: 'one' } },
  {
    name: 'of another context class',
    kind: 'id',
    claims: { acr: 'three' },
    options: { acr: ['one', 'two'] },
  },
  {
    name: 'older than the greatest age',
    kind: 'id',
    claims: () => ({ iat: fromNow(-400) }),
    options: { maxTokenAgeSeconds: 300 },
  },
  {
    name: 'expired without a tolerance',
    kind: 'id',
    claims: () => ({ exp: fromNow(-5) }),
    options: { clockToleranceSeconds: 0 },
  },
]

describe('good tokens', () => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await startTenant()
  })
  afterAll(() => tenant.close())

  const logIn = async (variant: Variant): Promise<Identity> => {
    const { kind, claims, header, options } = variant
    const token = await tokenOf(tenant, kind, typeof claims === 'function' ? claims(tenant) : claims, header)
    return verifierFor(tenant, options).verifyCredential({ [`${kind}_token`]: token })
  }

  test.each(good)('takes $name', async (variant) => {
    expect((await logIn(variant)).kind).toBe(variant.kind)
  })

  test.each(bad)('refuses a token $name', async (variant) => {
    await expect(logIn(variant)).rejects.toThrow(TokenFault)
  })

  test('tells who a token stands for', async () => {
    const id_token = await tenant.idToken({ sid: 'session-1', iat: fromNow(-1), exp: fromNow(60) })
    const identity = await verifierFor(tenant).verifyCredential({ id_token, id: 'auth0|ann' })
    expect(identity).toMatchObject({ subject: 'auth0|ann', issuer: tenant.issuer, sid: 'session-1' })
    expect(identity.expiresAt - identity.issuedAt).toBe(61)
    expect(identity.claims).toMatchObject({ email: 'ann@example.com', email_verified: true })
  })

  test('takes an access token as a bearer token', async () => {
    const { verifyAccessToken } = verifierFor(tenant)
    const identity = await verifyAccessToken(await tenant.accessToken())
    expect(identity).toMatchObject({ kind: 'access', subject: 'auth0|ann', sid: undefined })
  })

  test('takes tokens of all configured domains, each with its own keys', async () => {
    const custom = await startTenant()
    const { verifyCredential } = verifierFor(tenant, {
      domain: undefined,
      domains: [tenant.domain, custom.domain],
    })
    const identities = [
      await verifyCredential({ id_token: await tenant.idToken() }),
      await verifyCredential({ id_token: await custom.idToken() }),
    ]
    expect(identities.map(({ issuer }) => issuer)).toEqual([tenant.issuer, custom.issuer])
    const mixed = await custom.idToken({ iss: tenant.issuer })
    await expect(verifyCredential({ id_token: mixed })).rejects.toThrow(
      'names a key that its issuer did not have',
    )
    await custom.close()
  })

  test.each(['PS256', 'ES256'] as const)('takes %s where it is configured', async (alg) => {
    const other = await startTenant({ algorithm: alg })
    const id_token = await other.idToken()
    const { verifyCredential } = verifierFor(other, { algorithms: ['RS256', alg] })
    expect((await verifyCredential({ id_token })).subject).toBe('auth0|ann')
    await expect(verifierFor(other).verifyCredential({ id_token })).rejects.toThrow(TokenFault)
    await other.close()
  })

  test('says that access tokens need an audience, whatever the token', async () => {
    const { verifyCredential, verifyAccessToken } = verifierFor(tenant, { audience: undefined })
    const access_token = await tenant.accessToken()
    const refusal = new CredentialFault(
      'Access tokens are not accepted, because the server has no `auth0.audience`: send an ID token.',
    )
    await expect(verifyCredential({ access_token })).rejects.toEqual(refusal)
    await expect(verifyAccessToken('nothing')).rejects.toEqual(refusal)
  })
})
