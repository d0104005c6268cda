/** What makes an access token for this API, in a provider's own profile or that of RFC 9068. */
import type { Provider } from '../provider'
import type { VerifiedClaims } from './identity'
import { listOf, type TokenProfile } from './token-rules'

/** `azp` of most providers, `client_id` of RFC 9068, section 2.2. */
const clientsOf = ({ azp, client_id }: VerifiedClaims) =>
  [azp, client_id].filter((client) => client !== undefined)

/**
 * Tokens for this API that were issued to this application.
 * @param audience identifier of the API
 */
export function accessTokenProfile({ options, rules }: Provider, audience: string): TokenProfile {
  const clientIds = listOf(options.clientId)
  const isOurs = (client: unknown) => clientIds.some((clientId) => clientId === client)
  return {
    kind: 'access',
    audience: [audience],
    types: ['jwt', 'at+jwt'],
    rules: [
      ...rules('access'),
      ['it does not name its application (azp)', (claims) => clientsOf(claims).length > 0],
      ['it was issued to another application (azp)', (claims) => clientsOf(claims).every(isOurs)],
    ],
  }
}
