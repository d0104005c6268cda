/** A sign-in by the pages that is to be fresh: the provider has to say that it has asked just now (OpenID Connect Core, 3.1.3.7). */
import { auth0Options } from '../../../../src/auth/auth0/options'
import { auth0Provider } from '../../../../src/auth/auth0/provider'
import { pageProvider } from '../../../../src/auth/oidc/token/requests/code-flow'
import { createDiscovery } from '../../../../src/auth/oidc/token/requests/discovery'
import type { Provider } from '../../../../src/auth/oidc/provider'
import { fromNow } from '../../../support/attacks/rows'
import { startTenant, type Tenant } from '../../../support/tenant'

const flow = {
  redirectUri: 'https://app.example.com/auth/callback/auth0',
  state: 's'.repeat(43),
  nonce: 'n'.repeat(43),
  codeVerifier: 'v'.repeat(43),
}

describe('the answer to a sign-in', () => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await startTenant()
  })
  afterAll(() => tenant.close())

  function answer(claims: Record<string, unknown>, needsFresh: boolean, more: Partial<Provider> = {}) {
    const { redirectUri, codeVerifier, nonce, state } = flow
    const code = tenant.code({ redirectUri, codeVerifier, claims: { nonce, ...claims } })
    const provider = { ...auth0Provider(auth0Options.parse(tenant.options)), ...more }
    const { credentialFor } = pageProvider(provider)
    return credentialFor({ ...flow, needsFresh }, { code, state })
  }

  test.each([
    ['just now', () => ({ auth_time: fromNow(-30) }), true],
    ['at some time, where it need not be fresh', () => ({ auth_time: fromNow(-3600) }), false],
    ['nobody knows when, where it need not be fresh', () => ({}), false],
  ])('is taken where the provider has asked %s', async (_when, claims, needsFresh) => {
    expect(await answer(claims(), needsFresh)).toMatchObject({ nonce: flow.nonce })
  })

  test.each([
    ['long ago', () => ({ auth_time: fromNow(-600) })],
    ['nobody knows when', () => ({})],
    ['at a time that is none', () => ({ auth_time: 'now' })],
  ])('that is to be fresh is refused where it has asked %s', async (_when, claims) => {
    await expect(answer(claims(), true)).rejects.toMatchObject({ code: 101 })
  })

  test('that is to be fresh is taken from a provider that never says when, by its own configuration', async () => {
    tenant.describe({ claims_supported: ['sub', 'email'] })
    const discovered: Partial<Provider> = { findEndpoints: (now) => createDiscovery(tenant.issuer, now) }
    expect(await answer({}, true, discovered)).toMatchObject({ nonce: flow.nonce })
    for (const claims_supported of [undefined, ['sub', 'auth_time'], 'all']) {
      tenant.describe({ claims_supported })
      await expect(answer({}, true, discovered)).rejects.toMatchObject({ code: 101 })
    }
  })
})
