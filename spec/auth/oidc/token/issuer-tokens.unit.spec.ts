/** Tokens of issuers that are no Auth0: what each of them must say, in the words of Keycloak and of Entra. */
import { TokenFault } from '../../../../src/auth/oidc/token/errors'
import { issuerVerifierFor } from '../../../support/issuers/verifier'
import { startTenant, type Tenant } from '../../../support/tenant'

const tid = '9188040d-6c67-4c5b-b112-36a304b66dad'

describe('tokens of any issuer', () => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await startTenant({ algorithm: 'ES256' })
  })
  afterAll(() => tenant.close())

  const verifier = (options = {}) => issuerVerifierFor(tenant, { algorithms: ['ES256'], ...options })
  const verify = async (kind: 'id' | 'access', claims: object, options = {}) =>
    kind === 'id'
      ? verifier(options).verifyCredential({ id_token: await tenant.idToken({ ...claims }) })
      : verifier(options).verifyAccessToken(await tenant.accessToken({ ...claims }))

  test.each<[string, 'id' | 'access', object]>([
    ['an ID token of Keycloak', 'id', { typ: 'ID', azp: 'spec-client' }],
    ['an access token of Keycloak', 'access', { typ: 'Bearer', aud: ['https://api.example.com', 'account'] }],
    ['an ID token of Entra', 'id', { ver: '2.0', oid: 'o', tid, email_verified: undefined }],
    ['an access token of Entra', 'access', { ver: '2.0', oid: 'o', tid, scope: undefined, scp: 'use' }],
  ])('%s is taken, and its sub is the subject', async (_what, kind, claims) => {
    const identity = await verify(kind, { sub: 'the-sub', ...claims })
    expect(identity).toMatchObject({ subject: 'the-sub', issuer: tenant.issuer, kind })
  })

  test.each<[string, 'id' | 'access', object, string]>([
    ['an access token in place of an ID token', 'id', { typ: 'Bearer' }, 'another type'],
    ['a logout token', 'id', { typ: 'Logout' }, 'another type'],
    ['an ID token in place of an access token', 'access', { typ: 'ID' }, 'another type'],
    ['a token that is bound to a key', 'access', { typ: 'DPoP' }, 'another type'],
    ['a type that is no text', 'access', { typ: ['Bearer'] }, 'another type'],
    ['a token of the client itself', 'access', { sub: 'spec-client' }, 'a machine'],
    ['an ID token of the client itself', 'id', { sub: 'spec-client', azp: 'spec-client' }, 'a machine'],
    ['an ID token of the client itself, without azp', 'id', { sub: 'spec-client' }, 'a machine'],
    [
      'a service account of Keycloak',
      'access',
      { preferred_username: 'service-account-spec-client' },
      'a machine',
    ],
    ['an application at Entra that says so', 'access', { idtyp: 'app' }, 'a machine'],
    ['an application at Entra', 'access', { oid: 'o', sub: 'o', tid, scope: undefined }, 'a machine'],
    ['a token for another API', 'access', { aud: 'account' }, 'aud'],
    ['a token of another application', 'access', { azp: 'another' }, 'azp'],
    ['a token of another issuer', 'access', { iss: 'https://login.microsoftonline.com/x/v2.0' }, 'issuer'],
    ['a token without an issuer', 'access', { iss: undefined }, 'issuer'],
  ])('%s is refused', async (_what, kind, claims, reason) => {
    const refused = verify(kind, claims)
    await expect(refused).rejects.toThrow(TokenFault)
    await expect(refused).rejects.toThrow(reason)
  })

  test.each<[string, object]>([
    ['as a text', { scope: 'a b' }],
    ['as Entra has it', { scope: undefined, scp: 'b a' }],
    ['as a list', { scope: undefined, scp: ['a', 'b'] }],
  ])('scopes are found %s', async (_what, claims) => {
    await verify('access', claims, { scope: ['a', 'b'] })
    await expect(verify('access', claims, { scope: ['a', 'c'] })).rejects.toThrow('needs the scope a c')
  })
})
