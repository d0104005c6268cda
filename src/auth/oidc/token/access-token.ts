/** What makes an access token for this API, in both profiles of Auth0: its own and that of RFC 9068. */
import type { ResolvedOidcOptions } from '../options'
import type { VerifiedClaims } from './identity'
import { listOf, type TokenProfile } from './token-rules'

/** `azp` in Auth0's profile, `client_id` in that of RFC 9068, section 2.2. */
const clientsOf = ({ azp, client_id }: VerifiedClaims) =>
  [azp, client_id].filter((client) => client !== undefined)

/** The audience that `/userinfo` of an issuer wants. */
export const userInfoOf = (issuer: string): string => `${issuer}userinfo`

/**
 * Tokens for this API, and at most for /userinfo too, that were issued to this application.
 * @param audience identifier of the API
 */
export function accessTokenProfile({ clientId }: ResolvedOidcOptions, audience: string): TokenProfile {
  const clientIds = listOf(clientId)
  const isOurs = (client: unknown) => clientIds.some((clientId) => clientId === client)
  return {
    kind: 'access',
    audience: [audience],
    types: ['jwt', 'at+jwt'],
    rules: [
      [
        'it is for another API too (aud)',
        ({ aud, iss }) => listOf(aud).every((each) => each === audience || each === userInfoOf(iss)),
      ],
      ['it does not name its application (azp)', (claims) => clientsOf(claims).length > 0],
      ['it was issued to another application (azp)', (claims) => clientsOf(claims).every(isOurs)],
    ],
  }
}
