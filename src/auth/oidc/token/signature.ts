/** Verifies that a token was signed by its issuer for an audience, and that it is its time. */
import type { JWTHeaderParameters } from 'jose'
import type { ResolvedOidcOptions } from '../options'
import { faultOf, TokenFault } from './errors'
import type { VerifiedClaims } from './identity'
import type { KeySet } from './requests/key-set'
import { jose } from '../../../parse/libraries'

/** What a token says, once its signature is known to be good. */
interface SignedToken {
  header: JWTHeaderParameters
  claims: VerifiedClaims
}

/** Both throw TokenFault and ProviderUnavailable. */
export interface SignatureVerifier {
  /**
   * @param audience one of which must be in `aud`
   * @param requiredClaims which must be there; by default those of a token of a user
   */
  verifySignature: (token: string, audience: string[], requiredClaims?: string[]) => Promise<SignedToken>
  /** For a token that was verified earlier: its key may have been withdrawn since. */
  verifyKey: (issuer: string, header: JWTHeaderParameters) => Promise<void>
}

/**
 * @param keySets by issuer
 * @param now milliseconds since the epoch
 */
export function createSignatureVerifier(
  { algorithms, clockToleranceSeconds, maxTokenAgeSeconds }: ResolvedOidcOptions,
  keySets: ReadonlyMap<unknown, KeySet>,
  now: () => number,
): SignatureVerifier {
  const keySetOf = (issuer: unknown): KeySet => {
    const keySet = keySets.get(issuer)
    if (!keySet) throw new TokenFault('it is of another issuer')
    return keySet
  }
  const verify = async (token: string, audience: string[], requiredClaims: string[]) => {
    const unverified = jose().decodeJwt(token)
    const { payload, protectedHeader } = await jose().jwtVerify(token, keySetOf(unverified.iss), {
      algorithms,
      audience,
      issuer: String(unverified.iss),
      requiredClaims,
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now()),
      // Only with an age does jose refuse a token that was issued in the future.
      maxTokenAge: maxTokenAgeSeconds ?? Number.MAX_SAFE_INTEGER,
    })
    return { header: protectedHeader, claims: payload as VerifiedClaims }
  }
  return {
    verifySignature: (token, audience, requiredClaims = ['exp', 'iat', 'sub']) =>
      verify(token, audience, requiredClaims).catch((thrown: unknown) => {
        throw faultOf(thrown)
      }),
    verifyKey: async (issuer, header) => {
      await keySetOf(issuer)(header)
    },
  }
}
