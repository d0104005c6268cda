/** Verifies one token: its signature, what every token must fulfil, and the rules of its kind. */
import type { ResolvedAuth0Options } from '../../options/auth0'
import { TokenFault } from './faults'
import type { Identity } from './identity'
import type { SignatureVerifier, SignedToken } from './signature'
import { commonRules, type TokenProfile, type VerifiedClaims, verifyRules, verifyType } from './token-profile'
import { createVerifiedTokens } from './verified-tokens'

/** No header of Node's holds more, and no token of Auth0 comes near. */
const maxCharacters = 16_384

/** @throws {TokenFault | Auth0Unavailable} */
export type TokenVerifier = (profile: TokenProfile, token: unknown) => Promise<Identity>

const identityOf = (kind: Identity['kind'], claims: VerifiedClaims): Identity => ({
  subject: claims.sub,
  issuer: claims.iss,
  kind,
  issuedAt: claims.iat,
  expiresAt: claims.exp,
  sid: typeof claims.sid === 'string' ? claims.sid : undefined,
  claims,
})

/** @param now milliseconds since the epoch */
export function createTokenVerifier(
  options: ResolvedAuth0Options,
  { verifySignature, verifyKey }: SignatureVerifier,
  now: () => number,
): TokenVerifier {
  const { clockToleranceSeconds, maxTokenAgeSeconds = Infinity } = options
  const verifiedTokens = createVerifiedTokens(now)
  const rules = commonRules(options)

  const refusedFrom = ({ exp, iat }: VerifiedClaims) =>
    Math.min(exp, iat + maxTokenAgeSeconds) + clockToleranceSeconds
  const verifyAnew = async (profile: TokenProfile, token: string): Promise<SignedToken> => {
    const signed = await verifySignature(token, profile.audience)
    verifyType(profile, signed.header)
    verifyRules([...rules, ...profile.rules], signed.claims)
    verifiedTokens.remember(profile.kind, token, signed, refusedFrom(signed.claims))
    return signed
  }
  return async (profile, token) => {
    if (typeof token !== 'string' || token.length > maxCharacters)
      throw new TokenFault('it is no text, or too long')
    const known = verifiedTokens.recall(profile.kind, token)
    if (known) await verifyKey(known)
    const { claims } = known ?? (await verifyAnew(profile, token))
    return identityOf(profile.kind, claims)
  }
}
