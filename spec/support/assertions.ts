/** Assertions as an Auth0 Action makes them, good ones and bad ones. */
import { randomUUID } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'

export const actionSecret = 'an-action-secret-of-32-bytes-or-more'

const epochSeconds = () => Math.floor(Date.now() / 1000)

/** @param audience URL of the endpoint */
export const assertionClaims = (audience: string, claims: Record<string, unknown> = {}): JWTPayload => ({
  iss: 'auth0-action',
  aud: audience,
  iat: epochSeconds(),
  exp: epochSeconds() + 30,
  jti: randomUUID(),
  sub: 'auth0|ann',
  email: 'ann@example.com',
  email_verified: true,
  name: 'Ann Archer',
  ...claims,
})

export interface Signing {
  key?: string
  header?: Record<string, unknown>
}

export const signAssertion = (claims: JWTPayload, { key = actionSecret, header }: Signing = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'action+jwt', ...header })
    .sign(new TextEncoder().encode(key))
