/** The Parse session behind an access token: the same on every node, and over when the token is. */
import { hash } from 'node:crypto'

/** That of parse-server's own sessions, which have no dash. */
const prefixOf = (provider: string) => `r:${provider}-`

/**
 * Its token is derived, so that no node has to know what others have opened, and a token that was logged out stays
 * known as such. Whoever can derive it has the access token, which is worth as much.
 * @param provider by name
 */
export const bearerSessionToken = (provider: string, accessToken: string): string =>
  prefixOf(provider) + hash('sha256', `bearer session\0${accessToken}`, 'base64url')

/** A provider's name has no dash; a hash of 32 bytes takes 43 characters. */
const derived = /^r:\w+-[\w-]{43}$/

/**
 * Whether a session is one of these.
 * @param provider whose, by name; of any one where it is left out
 */
export const isBearerSession = (sessionToken: unknown, provider?: string): sessionToken is string =>
  typeof sessionToken === 'string' &&
  derived.test(sessionToken) &&
  (provider === undefined || sessionToken.startsWith(prefixOf(provider)))
