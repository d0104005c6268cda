/** The verifier of Auth0 credentials as specs need it: for a tenant on loopback, with a clock that they can move. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { createVerifier } from '../../src/auth/auth0/provider'
import type { Verifier } from '../../src/auth/oidc/token/verifier'
import { auth0Options, type Auth0Options } from '../../src/auth/auth0/options'
import type { Tenant } from './tenant'

/** Milliseconds since the epoch; goes on only when it is moved. */
export interface Clock {
  now: () => number
  move(seconds: number): void
}

export function createClock(): Clock {
  let at = Date.now()
  return { now: () => at, move: (seconds) => void (at += seconds * 1000) }
}

/** Each key once, in this process. */
export function createClaims(): (key: string, seconds: number) => Promise<boolean> {
  const limiter = new RateLimiterMemory({ points: 1, duration: 1 })
  return (key, customDuration) =>
    limiter.consume(key, 1, { customDuration }).then(
      () => true,
      () => false,
    )
}

/** @param options on top of (or, with undefined, without) those of the tenant */
export function verifierFor(
  tenant: Tenant,
  options: { [Name in keyof Auth0Options]?: Auth0Options[Name] | undefined } = {},
  now?: () => number,
): Verifier {
  return createVerifier(auth0Options.parse({ ...tenant.options, ...options }), createClaims(), now)
}
