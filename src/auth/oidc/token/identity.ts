/** Who a verified token of a provider stands for. */
import type { JWTPayload } from 'jose'

/** Claims of a token whose signature, issuer, audience and times are in order. */
export interface VerifiedClaims extends JWTPayload {
  iss: string
  sub: string
  iat: number
  exp: number
}

/** Made from a verified token only, never from what a client says. */
export interface Identity {
  /** The provider's id of the user, the token's `sub`, as `auth0|507f1f77bcf86cd799439020`. */
  subject: string
  /** The token's issuer, exactly as it stands there. */
  issuer: string
  /** What the token was made for: an application (`id`) or an API (`access`). */
  kind: 'id' | 'access'
  /** Seconds since the epoch. */
  issuedAt: number
  /** Seconds since the epoch; with `maxTokenAgeSeconds`, when that is over. */
  expiresAt: number
  /** The session at the provider (`sid`), where the token names it. */
  sid: string | undefined
  /** The Parse session that the token stands for as a bearer: where that was ended, the token is worth nothing. */
  bearerSession?: string
  /** All claims of the token. */
  claims: JWTPayload
}

/** The session at the provider. */
export const sidOf = ({ sid }: JWTPayload) => (typeof sid === 'string' && sid !== '' ? sid : undefined)

/** Who the claims stand for. */
export const identityOf = (kind: Identity['kind'], claims: VerifiedClaims): Identity => ({
  subject: claims.sub,
  issuer: claims.iss,
  kind,
  issuedAt: claims.iat,
  expiresAt: claims.exp,
  sid: sidOf(claims),
  claims,
})
