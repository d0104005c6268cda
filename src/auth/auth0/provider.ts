/** Auth0 as a provider of OpenID Connect, with Actions and the users whom the old rule has made. */
import type { Endpoints, Provider } from '../oidc/provider'
import { requireTexts } from '../oidc/provider'
import type { ClaimOnce } from '../oidc/token/nonce'
import { createDiscovery } from '../oidc/token/requests/discovery'
import { scopesIn } from '../oidc/token/scope'
import { listOf } from '../oidc/token/token-rules'
import { createVerifier as createProviderVerifier, type Verifier } from '../oidc/token/verifier'
import { createActionEndpoint } from './action-endpoint'
import { eventsEndpoint } from './events/endpoint'
import { name, title } from './name'
import { issuerOf, type ResolvedAuth0Options } from './options'
import { adoptAtLogIn } from './rule-users'
import { audienceRule, userInfoOf, userRules } from './rules'

/** Auth0's paths are the same for every tenant, so that nothing has to be discovered. */
const endpointsOf = (issuer: string): Promise<Endpoints> =>
  Promise.resolve({
    jwks: `${issuer}.well-known/jwks.json`,
    authorization: `${issuer}authorize`,
    token: `${issuer}oauth/token`,
    userInfo: userInfoOf(issuer),
  })

/**
 * Tenants of before 2023 may announce none: https://auth0.com/docs/api/authentication#auth0-logout. It gives back no
 * state by itself.
 */
const usualSignOut =
  (issuer: string, clientId: string): NonNullable<Provider['usualSignOut']> =>
  ({ redirectUri, state }) =>
    `${issuer}v2/logout?${new URLSearchParams({ client_id: clientId, returnTo: `${redirectUri}?state=${state}` })}`

/** @returns the issuers of the tenant, that of its first domain first */
function issuersOf({ domain, domains }: ResolvedAuth0Options): [string, ...string[]] {
  const [first, ...others] = requireTexts('auth0.domain', domains ?? [domain])
  return [issuerOf(first), ...others.map(issuerOf)]
}

/** @param options which are checked already */
export function auth0Provider(options: ResolvedAuth0Options): Provider {
  const { actionSecrets: secrets, audience, organization, rulePassword, eventStream } = options
  const issuers = issuersOf(options)
  const provider: Provider = {
    name,
    title,
    path: 'auth0',
    basePath: '/auth0',
    options,
    issuers,
    findEndpoints: () => endpointsOf,
    findEndSession: (now) => createDiscovery(issuers[0], now),
    usualSignOut: usualSignOut(issuers[0], String(listOf(options.clientId)[0])),
    rules: (kind) => [...userRules(options), ...(kind === 'access' ? [audienceRule(audience)] : [])],
    scopesOf: ({ claims }) => scopesIn(claims.scope),
    isForUserInfo: ({ issuer, claims }) => listOf(claims.aud).includes(userInfoOf(issuer)),
    // Of several, the user chooses one at Auth0. A name is taken there only where the tenant allows it.
    ...(typeof organization === 'string' && { authorizationParams: { organization } }),
    // What it has noted before there were other providers still holds.
    storePrefix: '',
    adoptBy: (sessions) => (config, subject, profile) =>
      adoptAtLogIn(config, subject, profile, { rulePassword, endSessions: sessions.end }),
    routes: (parts) => [
      ...(secrets ? [createActionEndpoint({ ...parts, options, secrets })] : []),
      ...(eventStream ? [eventsEndpoint({ ...parts, ...eventStream, provider })] : []),
    ],
  }
  return provider
}

/** A verifier of Auth0's credentials by itself. */
export const createVerifier = (
  options: ResolvedAuth0Options,
  claimOnce: ClaimOnce,
  now?: () => number,
): Verifier => createProviderVerifier(auth0Provider(options), claimOnce, now)
