/** Claims that are not in an access token come from /userinfo, for the same user only. */
import { ProviderUnavailable, TokenFault } from '../../../../src/auth/oidc/token/errors'
import type { Verifier } from '../../../../src/auth/oidc/token/verifier'
import { verifierFor } from '../../../support/auth0-verifier'
import { startTenant, type Tenant } from '../../../support/tenant'

describe('/userinfo', () => {
  let tenant: Tenant
  let verifier: Verifier
  let accessToken: string
  beforeAll(async () => {
    tenant = await startTenant()
    verifier = verifierFor(tenant)
    accessToken = await tenant.accessToken()
  })
  afterEach(() => tenant.failUserInfo())
  afterAll(() => tenant.close())

  const load = async (token = accessToken) =>
    verifier.loadUserInfo(await verifier.verifyAccessToken(token), token)

  test('gives the claims of the user', async () => {
    expect(await load()).toMatchObject({ sub: 'auth0|ann', email: 'ann@example.com', email_verified: true })
  })

  test('is not asked with a token for the API alone', async () => {
    const { userInfo } = tenant.requests
    expect(await load(await tenant.accessToken({ aud: tenant.audience }))).toBeUndefined()
    expect(tenant.requests.userInfo).toBe(userInfo)
  })

  test('is not asked with an ID token', async () => {
    const { userInfo } = tenant.requests
    const idToken = await tenant.idToken({ aud: [tenant.clientId] })
    const identity = await verifier.verifyCredential({ id_token: idToken })
    expect(await verifier.loadUserInfo(identity, idToken)).toBeUndefined()
    expect(tenant.requests.userInfo).toBe(userInfo)
  })

  test('is refused when it speaks of another user', async () => {
    tenant.users.set('auth0|bob', { sub: 'auth0|eve', email: 'eve@example.com' })
    const ofBob = await tenant.accessToken({ sub: 'auth0|bob' })
    await expect(load(ofBob)).rejects.toThrow(TokenFault)
  })

  test.each(['unauthorized', 'challenge'] as const)(
    'refuses a token that Auth0 takes no longer: %s',
    async (how) => {
      tenant.failUserInfo(how)
      await expect(load()).rejects.toThrow(TokenFault)
    },
  )

  test.each(['down', 'error', 'html', 'empty', 'limited', 'redirect', 'huge', 'garbage'] as const)(
    'makes no difference to a known token when it fails: %s',
    async (how) => {
      tenant.failUserInfo(how)
      await expect(load()).rejects.toThrow(ProviderUnavailable)
      expect((await verifier.verifyAccessToken(accessToken)).subject).toBe('auth0|ann')
    },
  )
})
