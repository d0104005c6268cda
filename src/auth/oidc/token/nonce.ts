/** Ties an ID token to the log-in that it was made for (OIDC Core, section 3.1.3.7, step 11). */
import type { Provider } from '../provider'
import { CredentialFault, TokenFault } from './errors'
import type { Identity } from './identity'

/** Atomic: resolves to true for the first caller of a key, to false for all others until `seconds` have passed. */
export type ClaimOnce = (key: string, seconds: number) => Promise<boolean>

/** @param nonce what the client says that it sent */
export type NonceVerifier = (identity: Identity, nonce: string | undefined) => Promise<void>

/** What is claimed of a nonce that was used. */
export const nonceKey = ({ subject }: Pick<Identity, 'subject'>, nonce: string): string =>
  `nonce:${subject}:${nonce}`

/**
 * Compares the nonce. With `options.nonce`, it has to be there, and is used up.
 * @param now milliseconds since the epoch
 */
export function createNonceVerifier(
  { name, options }: Provider,
  claimOnce: ClaimOnce,
  now: () => number,
): NonceVerifier {
  const secondsLeft = ({ expiresAt }: Identity) =>
    Math.max(1, Math.ceil(expiresAt + options.clockToleranceSeconds - now() / 1000))
  return async (identity, nonce) => {
    if (nonce === undefined && options.nonce)
      throw new CredentialFault(`Send the \`nonce\` of the authorization request in authData.${name} too.`)
    if (nonce === undefined) return
    if (nonce !== identity.claims.nonce) throw new TokenFault('it was made for another nonce')
    if (!options.nonce) return
    const isFirst = await claimOnce(nonceKey(identity, nonce), secondsLeft(identity))
    if (!isFirst) throw new TokenFault('its nonce was used before')
  }
}
