/** Where browsers sign out at a provider: where it says so itself, and at Auth0 also where it does not. */
import { auth0Options } from '../../../../src/auth/auth0/options'
import { auth0Provider } from '../../../../src/auth/auth0/provider'
import { issuersOptions } from '../../../../src/auth/issuers/options'
import { issuerProvider } from '../../../../src/auth/issuers/provider'
import { pageProvider } from '../../../../src/auth/oidc/token/requests/code-flow'
import { optionsOf } from '../../../support/issuers/verifier'
import { startTenant, type Tenant } from '../../../support/tenant'

const signOut = { redirectUri: 'https://api.example.com/auth/signed-out/auth0', state: 'st', sid: 's 1' }

describe('the address to sign out at', () => {
  let tenant: Tenant
  beforeEach(async () => void (tenant = await startTenant()))
  afterEach(() => tenant.close())

  const ofAuth0 = () =>
    pageProvider(auth0Provider(auth0Options.parse(tenant.options))).signOutUrl(signOut, 'en')
  const ofIssuer = () => {
    const { spec } = issuersOptions.parse({ spec: optionsOf(tenant) })
    return pageProvider(issuerProvider('spec', spec!)).signOutUrl(signOut, 'en')
  }
  const usual = () =>
    `${tenant.issuer}v2/logout?client_id=spec-client&returnTo=https%3A%2F%2Fapi.example.com%2Fauth%2Fsigned-out%2Fauth0%3Fstate%3Dst`

  test('is the one that is announced, with the client, the session and the way back', async () => {
    tenant.describe({ end_session_endpoint: `${tenant.issuer}oidc/logout` })
    for (const address of [await ofAuth0(), await ofIssuer()]) {
      const url = new URL(address!)
      expect(url.origin + url.pathname).toBe(`${tenant.issuer}oidc/logout`)
      expect(Object.fromEntries(url.searchParams)).toEqual({
        client_id: 'spec-client',
        logout_hint: 's 1',
        post_logout_redirect_uri: signOut.redirectUri,
        state: 'st',
        ui_locales: 'en',
      })
    }
  })

  test.each(['http://evil.example.com/', 'javascript:alert(1)', 'none'])(
    'is none that can’t be one: %s',
    async (endpoint) => {
      tenant.describe({ end_session_endpoint: endpoint })
      expect([await ofAuth0(), await ofIssuer()]).toEqual([usual(), undefined])
    },
  )

  test('is at Auth0 that of all tenants, where none is announced or can be asked for', async () => {
    expect([await ofAuth0(), await ofIssuer()]).toEqual([usual(), undefined])
    tenant.failDiscovery('error')
    expect([await ofAuth0(), await ofIssuer()]).toEqual([usual(), undefined])
  })
})
