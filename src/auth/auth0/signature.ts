/** Verifies that a token was signed by the tenant for an audience, and that it is its time. */
import { decodeJwt, errors, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose'
import type { ResolvedAuth0Options } from '../../options/auth0'
import { TokenFault } from './faults'
import type { KeySet } from './key-set'
import type { VerifiedClaims } from './token-profile'

/** What a token says, once its signature is known to be good. */
export interface SignedToken {
  header: JWTHeaderParameters
  claims: VerifiedClaims
}

/** Both throw TokenFault and Auth0Unavailable. */
export interface SignatureVerifier {
  /** @param audience one of which must be in `aud` */
  verifySignature: (token: string, audience: string[]) => Promise<SignedToken>
  /** For a token that was verified earlier: its key may have been withdrawn since. */
  verifyKey: (token: SignedToken) => Promise<void>
}

/** jose's messages about claims name a claim; others may quote the token, so that their code has to do. */
function faultOf(thrown: unknown): unknown {
  if (!(thrown instanceof errors.JOSEError)) return thrown
  const isAboutClaim =
    thrown instanceof errors.JWTClaimValidationFailed || thrown instanceof errors.JWTExpired
  return new TokenFault(isAboutClaim ? thrown.message : thrown.code)
}

/**
 * @param keySets by issuer
 * @param now milliseconds since the epoch
 */
export function createSignatureVerifier(
  { algorithms, clockToleranceSeconds, maxTokenAgeSeconds }: ResolvedAuth0Options,
  keySets: ReadonlyMap<unknown, KeySet>,
  now: () => number,
): SignatureVerifier {
  const keySetOf = ({ iss }: JWTPayload): KeySet => {
    const keySet = keySets.get(iss)
    if (!keySet) throw new TokenFault('it is of another issuer')
    return keySet
  }
  const verify = async (token: string, audience: string[]) => {
    const unverified = decodeJwt(token)
    const { payload, protectedHeader } = await jwtVerify(token, keySetOf(unverified), {
      algorithms,
      audience,
      issuer: String(unverified.iss),
      requiredClaims: ['exp', 'iat', 'sub'],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now()),
      // Only with an age does jose refuse a token that was issued in the future.
      maxTokenAge: maxTokenAgeSeconds ?? Number.MAX_SAFE_INTEGER,
    })
    return { header: protectedHeader, claims: payload as VerifiedClaims }
  }
  return {
    verifySignature: (token, audience) =>
      verify(token, audience).catch((thrown: unknown) => {
        throw faultOf(thrown)
      }),
    verifyKey: async ({ header, claims }) => {
      await keySetOf(claims)(header)
    },
  }
}
