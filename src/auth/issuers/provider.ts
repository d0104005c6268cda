/** Any issuer of OpenID Connect as a provider: Keycloak, Entra, and whoever else describes itself by discovery. */
import type { Provider } from '../oidc/provider'
import type { Identity, VerifiedClaims } from '../oidc/token/identity'
import { createDiscovery } from '../oidc/token/requests/discovery'
import { scopesIn } from '../oidc/token/scope'
import type { Rule } from '../oidc/token/token-rules'
import type { ResolvedIssuerOptions } from './options'

/**
 * Whether a token was given to an application for itself: its `sub` is the client's id (RFC 9068, section 2.2), of Entra
 * the `oid` where no user has allowed anything, and Keycloak has users of that name for such clients.
 */
function isMachine({
  sub,
  azp,
  client_id,
  idtyp,
  oid,
  scp,
  tid,
  preferred_username,
}: VerifiedClaims): boolean {
  if (sub === azp || sub === client_id || idtyp === 'app') return true
  if (tid !== undefined && oid === sub && scp === undefined) return true
  return typeof preferred_username === 'string' && preferred_username.startsWith('service-account-')
}

/** Keycloak signs all its tokens with the same keys and the same type in the header, and tells them apart here. */
const typesOf = { id: 'id', access: 'bearer' } as const

const rulesFor = (kind: Identity['kind']): Rule[] => [
  ['it stands for a machine', (claims) => !(kind === 'access' && isMachine(claims))],
  [
    'it is a token of another type (typ)',
    ({ typ }) => typ === undefined || (typeof typ === 'string' && typ.toLowerCase() === typesOf[kind]),
  ],
]

/** Entra writes `scp` in place of `scope`, others a list. */
const scopesOf = ({ claims: { scope, scp } }: Identity): string[] => [
  ...scopesIn(scope),
  ...[scp].flat().flatMap(scopesIn),
]

/**
 * @param name its key in `authData`
 * @param options which are checked already
 */
export function issuerProvider(name: string, options: ResolvedIssuerOptions): Provider {
  const { issuer, roles } = options
  return {
    name,
    title: name,
    path: `oidc.${name}`,
    basePath: `/oidc/${name}`,
    options: { ...options, roles: roles && { ...roles, prefix: roles.prefix ?? `${name}-` } },
    issuers: [issuer],
    findEndpoints: (now) => createDiscovery(issuer, now),
    rules: rulesFor,
    scopesOf,
    // Many access tokens have the profile in them, and need no second request.
    isForUserInfo: (identity) => identity.claims.email === undefined && scopesOf(identity).includes('openid'),
    storePrefix: `oidc:${name} ${issuer} `,
  }
}
