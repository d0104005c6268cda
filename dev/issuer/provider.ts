/** The OpenID Connect provider behind the issuer: oidc-provider, set up to answer as an Auth0 tenant does. */
import type * as OidcProvider from 'oidc-provider'
import type { AdapterFactory, Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider'
import { routes, shapeAccessToken } from './auth0-shape'
import { loadOidcProvider } from '../../src/testing/issuer/load-quietly'
import { renderLogOut, renderLoggedOut, renderProblem } from './pages'
import { claimsOf, type Directory } from './people'
import type { KeySet } from './signing-keys'
import { apiScope, audience, clientId, rolesClaim } from './tenant'

type Errors = typeof OidcProvider.errors

const hourSeconds = 60 * 60
const daySeconds = 24 * hourSeconds

/** What the issuer has beside its keys, which change. */
export interface Tenant {
  issuer: string
  /** Where the application may have people sent back to. */
  redirectUris: readonly string[]
  directory: Directory
  storage: AdapterFactory
  /** Signs the cookies, so that nobody makes up a session. */
  cookieKey: string
}

/** Nobody is asked for consent, as with Auth0 when application and API are of the same tenant. */
async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const grant = new oidc.provider.Grant({ clientId, accountId: oidc.account!.accountId })
  grant.addOIDCScope(apiScope)
  grant.addResourceScope(audience, apiScope)
  await grant.save()
  return grant
}

const claims: Configuration['claims'] = {
  openid: ['sub', 'sid', 'amr', 'auth_time', rolesClaim],
  email: ['email', 'email_verified'],
  profile: ['name', 'nickname', 'picture', 'given_name', 'family_name', 'locale'],
}

const ttl: Configuration['ttl'] = {
  AccessToken: daySeconds,
  AuthorizationCode: 60,
  Grant: 14 * daySeconds,
  IdToken: 10 * hourSeconds,
  Interaction: hourSeconds,
  RefreshToken: 14 * daySeconds,
  Session: 3 * daySeconds,
}

function features({ InvalidTarget }: Errors): Configuration['features'] {
  const api = { scope: apiScope, audience, accessTokenFormat: 'jwt' as const, accessTokenTTL: daySeconds }
  return {
    claimsParameter: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_ctx, resource) => {
        if (resource === audience) return api
        throw new InvalidTarget(`Service not found: ${resource}`)
      },
      useGrantedResource: () => true,
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => void (ctx.body = renderLogOut({ markup: form })),
      postLogoutSuccessSource: (ctx) => void (ctx.body = renderLoggedOut()),
    },
  }
}

function configuration(tenant: Tenant, keys: KeySet, errors: Errors): Configuration {
  const { issuer, redirectUris, directory, storage, cookieKey } = tenant
  const origins = redirectUris.map((uri) => new URL(uri).origin)
  return {
    adapter: storage,
    claims,
    clientBasedCORS: (_ctx, origin) => origins.includes(origin),
    clients: [
      {
        client_id: clientId,
        grant_types: ['authorization_code', 'refresh_token'],
        post_logout_redirect_uris: [...redirectUris],
        redirect_uris: [...redirectUris],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
      },
    ],
    conformIdTokenClaims: false,
    cookies: { keys: [cookieKey] },
    features: features(errors),
    findAccount: (_ctx, subject) => {
      const person = directory.find(subject)
      return person && { accountId: subject, claims: () => claimsOf(person) }
    },
    formats: { customizers: { jwt: (_ctx, _token, jwt) => shapeAccessToken(issuer, jwt) } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    jwks: keys,
    loadExistingGrant: grantEverything,
    renderError: (ctx, { error, error_description: description }) => {
      ctx.type = 'html'
      ctx.body = renderProblem(`${error}: ${description ?? 'no details'}`)
    },
    responseTypes: ['code'],
    rotateRefreshToken: true,
    routes,
    scopes: apiScope.split(' '),
    ttl,
  }
}

/** @returns a Koa app; its faults go to the terminal, without what was sent */
export async function createProvider(tenant: Tenant, keys: KeySet): Promise<Provider> {
  const { Provider, errors } = await loadOidcProvider()
  const provider = new Provider(tenant.issuer, configuration(tenant, keys, errors))
  provider.on('server_error', (_ctx, { message }) => console.error(`  The local issuer failed: ${message}`))
  return provider
}
