/** The Parse session behind an access token: the same on every node, and over when the token is. */
import { hash } from 'node:crypto'

const prefix = 'r:auth0-'

/**
 * Its token is derived, so that no node has to know what others have opened, and a token that was logged out stays
 * known as such. Whoever can derive it has the access token, which is worth as much.
 */
export const bearerSessionToken = (accessToken: string): string =>
  prefix + hash('sha256', `bearer session\0${accessToken}`, 'base64url')

/** Whether a session is one of these. */
export const isBearerSession = (sessionToken: unknown): sessionToken is string =>
  typeof sessionToken === 'string' && sessionToken.startsWith(prefix)
