/** How rows of attacks are made from valid tokens. */
import type { Tenant } from '../tenant'
import type { Overrides } from '../tenant/keys'

/** What a log-in sends as `authData.auth0`. */
export type AuthData = Record<string, unknown>

export interface Attack {
  name: string
  kind: 'id' | 'access'
  /** Whether the token is at fault, or the request that holds it, or its key may be a new one, to be tried again. */
  fault: 'token' | 'credential' | 'key'
  /** A token, or a whole `authData.auth0`. */
  make: (tenant: Tenant) => Promise<string | AuthData>
}

export type Kind = Attack['kind']

/** A valid token of either kind, claims and header overridden. */
export const tokenOf = (
  tenant: Tenant,
  kind: Kind,
  claims?: Overrides,
  header?: Overrides,
): Promise<string> => (kind === 'id' ? tenant.idToken(claims, header) : tenant.accessToken(claims, header))

/** Seconds since the epoch, from now. */
export const fromNow = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds

/** A row whose token is at fault. */
export const row = (kind: Kind, what: string, make: Attack['make']): Attack => ({
  name: `${kind === 'id' ? 'ID' : 'access'} token ${what}`,
  kind,
  fault: 'token',
  make,
})

/** A well-signed token with other claims, or another header. */
export const withClaims = (
  kind: Kind,
  what: string,
  claims: Overrides | ((tenant: Tenant) => Overrides),
  header?: Overrides,
): Attack =>
  row(kind, what, (tenant) =>
    tokenOf(tenant, kind, typeof claims === 'function' ? claims(tenant) : claims, header),
  )
