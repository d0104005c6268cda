/** The proof by which an Auth0 Action asks for a session: a short-lived token, signed with a secret of ours. */
import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { ResolvedAuth0Options } from '../../../options/auth0'
import { TokenFault } from '../faults'
import type { Identity } from '../identity'
import type { ClaimOnce } from '../nonce'
import { commonRules, type VerifiedClaims, verifyRules } from '../token-profile'

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
  /** URLs of the endpoint, one of which the assertion must be made for. */
  audience: string[]
  claimOnce: ClaimOnce
}

/** Messages of jose may quote the token; those about claims don't. */
function faultOf(thrown: unknown): unknown {
  if (!(thrown instanceof errors.JOSEError)) return thrown
  const isAboutClaim =
    thrown instanceof errors.JWTClaimValidationFailed || thrown instanceof errors.JWTExpired
  return new TokenFault(`an assertion: ${isAboutClaim ? thrown.message : thrown.code}`)
}

const isSignatureFault = (thrown: unknown) => thrown instanceof errors.JWSSignatureVerificationFailed

/** Roles stand in a claim of their own, and are looked for where other tokens of the tenant have them. */
function claimsOf(payload: JWTPayload, { roles }: ResolvedAuth0Options): VerifiedClaims {
  const claims = payload as VerifiedClaims
  return roles && claims.roles !== undefined ? { ...claims, [roles.claim]: claims.roles } : claims
}

const identityOf = (claims: VerifiedClaims): Identity => ({
  subject: claims.sub,
  issuer: claims.iss,
  kind: 'id',
  issuedAt: claims.iat,
  expiresAt: claims.exp,
  sid: typeof claims.sid === 'string' && claims.sid !== '' ? claims.sid : undefined,
  claims,
})

/** @param parts.options with `actionSecrets` */
export function createAssertionVerifier({ options, audience, claimOnce }: Parts): AssertionVerifier {
  const { clockToleranceSeconds: clockTolerance, actionSecrets = [] } = options
  const secrets = actionSecrets.map((secret) => new TextEncoder().encode(secret))
  const rules = commonRules(options)
  const checks = {
    algorithms: ['HS256'],
    typ: type,
    issuer,
    audience,
    clockTolerance,
    maxTokenAge: maxLifeSeconds,
    requiredClaims: ['exp', 'iat', 'sub', 'jti'],
  }

  /** With several secrets, one may be on its way in and another on its way out. */
  async function verifySignature(assertion: string): Promise<JWTPayload> {
    let fault: unknown = new errors.JWSSignatureVerificationFailed()
    for (const secret of secrets) {
      try {
        return (await jwtVerify(assertion, secret, checks)).payload
      } catch (thrown) {
        if (!isSignatureFault(thrown)) throw thrown
        fault = thrown
      }
    }
    throw fault
  }

  return async (assertion) => {
    if (typeof assertion !== 'string' || assertion.length > maxCharacters)
      throw new TokenFault('an assertion: it is missing, or too long')
    try {
      const claims = claimsOf(await verifySignature(assertion), options)
      if (claims.exp - claims.iat > maxLifeSeconds) throw new TokenFault('an assertion: it lives too long')
      if (typeof claims.jti !== 'string' || claims.jti === '')
        throw new TokenFault('an assertion: it has no usable jti')
      verifyRules(rules, claims)
      // Last, so that only an assertion that would do is used up.
      const isFirst = await claimOnce(`assertion:${claims.jti}`, maxLifeSeconds + 2 * clockTolerance)
      if (!isFirst) throw new TokenFault('an assertion: it was used before')
      return identityOf(claims)
    } catch (thrown) {
      throw faultOf(thrown)
    }
  }
}
