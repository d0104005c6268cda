/** The proof by which an Auth0 Action asks for a session: a short-lived token, signed with a secret of ours. */
import type { JWTPayload } from 'jose'
import type { ResolvedAuth0Options } from './options'
import { faultOf, TokenFault } from '../oidc/token/errors'
import { type Identity, identityOf, type VerifiedClaims } from '../oidc/token/identity'
import type { ClaimOnce } from '../oidc/token/nonce'
import { commonRules, verifyRules } from '../oidc/token/token-rules'
import { userRules } from './rules'
import { jose } from '../../parse/libraries'

/** What an assertion must say of itself; the Action writes the same. */
const issuer = 'auth0-action'
const type = 'action+jwt'
const maxCharacters = 16_384
/** An assertion is made for one request. */
const maxLifeSeconds = 60

/** @throws {TokenFault} for whatever is not a fresh assertion of one of our Actions. */
export type AssertionVerifier = (assertion: unknown) => Promise<Identity>

interface Parts {
  options: ResolvedAuth0Options
  /** With several, one may be on its way in and another on its way out. */
  secrets: string[]
  /** URLs of the endpoint, one of which the assertion must be made for. */
  audience: string[]
  claimOnce: ClaimOnce
}

/** The log tells assertions from other tokens. */
function assertionFaultOf(thrown: unknown): unknown {
  const fault = faultOf(thrown)
  return fault instanceof TokenFault ? new TokenFault(`an assertion: ${fault.message}`) : fault
}

const isSignatureFault = (thrown: unknown) => thrown instanceof jose().errors.JWSSignatureVerificationFailed

/** Roles stand in a claim of their own, and are looked for where other tokens of the tenant have them. */
function claimsOf(payload: JWTPayload, { roles }: ResolvedAuth0Options): VerifiedClaims {
  const claims = payload as VerifiedClaims
  return roles && claims.roles !== undefined ? { ...claims, [roles.claim]: claims.roles } : claims
}

/** @returns how an assertion is verified, which works once */
export function createAssertionVerifier({ options, secrets, audience, claimOnce }: Parts): AssertionVerifier {
  const { clockToleranceSeconds: clockTolerance } = options
  const keys = secrets.map((secret) => new TextEncoder().encode(secret))
  const rules = [...commonRules(options), ...userRules(options)]
  const checks = {
    algorithms: ['HS256'],
    typ: type,
    issuer,
    audience,
    clockTolerance,
    maxTokenAge: maxLifeSeconds,
    requiredClaims: ['exp', 'iat', 'sub', 'jti'],
  }

  async function verifySignature(assertion: string): Promise<JWTPayload> {
    let fault: unknown = new (jose().errors.JWSSignatureVerificationFailed)()
    for (const key of keys) {
      try {
        return (await jose().jwtVerify(assertion, key, checks)).payload
      } catch (thrown) {
        if (!isSignatureFault(thrown)) throw thrown
        fault = thrown
      }
    }
    throw fault
  }

  async function verify(assertion: unknown): Promise<Identity> {
    if (typeof assertion !== 'string' || assertion.length > maxCharacters)
      throw new TokenFault('it is missing, or too long')
    const claims = claimsOf(await verifySignature(assertion), options)
    if (claims.exp - claims.iat > maxLifeSeconds) throw new TokenFault('it lives too long')
    if (typeof claims.jti !== 'string' || claims.jti === '') throw new TokenFault('it has no usable jti')
    verifyRules(rules, claims)
    // Last, so that only an assertion that would do is used up.
    const isFirst = await claimOnce(`assertion:${claims.jti}`, maxLifeSeconds + 2 * clockTolerance)
    if (!isFirst) throw new TokenFault('it was used before')
    return identityOf('id', claims)
  }

  return (assertion) =>
    verify(assertion).catch((thrown: unknown) => {
      throw assertionFaultOf(thrown)
    })
}
