/** Verifies one token: its signature, what every token must fulfil, and the rules of its kind. */
import { bearerSessionToken } from '../../session/bearer-session'
import type { Provider } from '../provider'
import { TokenFault } from './errors'
import { type Identity, identityOf, type VerifiedClaims } from './identity'
import type { SignatureVerifier } from './signature'
import { commonRules, maxCharacters, type TokenProfile, verifyRules, verifyType } from './token-rules'
import { createVerifiedTokens } from './verified-tokens'

/** @throws {TokenFault | ProviderUnavailable} */
export type TokenVerifier = (profile: TokenProfile, token: unknown) => Promise<Identity>

/** @param now milliseconds since the epoch */
export function createTokenVerifier(
  { name, options }: Pick<Provider, 'name' | 'options'>,
  { verifySignature, verifyKey }: SignatureVerifier,
  now: () => number,
): TokenVerifier {
  const { clockToleranceSeconds, maxTokenAgeSeconds = Infinity } = options
  const verifiedTokens = createVerifiedTokens(now)
  const rules = commonRules(options)

  /** What it opens ends then, too. */
  const endOf = ({ exp, iat }: VerifiedClaims) => Math.min(exp, iat + maxTokenAgeSeconds)
  const verifyAnew = async (profile: TokenProfile, token: string): Promise<Identity> => {
    const { header, claims } = await verifySignature(token, profile.audience)
    verifyType(profile, header)
    verifyRules([...rules, ...profile.rules], claims)
    const identity = {
      ...identityOf(profile.kind, claims),
      expiresAt: endOf(claims),
      ...(profile.kind === 'access' && { bearerSession: bearerSessionToken(name, token) }),
    }
    verifiedTokens.remember(token, { header, identity }, endOf(claims) + clockToleranceSeconds)
    return identity
  }
  return async (profile, token) => {
    if (typeof token !== 'string' || token.length > maxCharacters)
      throw new TokenFault('it is no text, or too long')
    const known = verifiedTokens.recall(profile.kind, token)
    if (!known) return verifyAnew(profile, token)
    await verifyKey(known.identity.issuer, known.header)
    return known.identity
  }
}
