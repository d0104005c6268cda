/** What makes an ID token of this application (OIDC Core, section 3.1.3.7). */
import type { Provider } from '../provider'
import { listOf, type TokenProfile } from './token-rules'

/** Tokens for other applications are refused, even if they are for this one too. */
export function idTokenProfile({ options, rules }: Provider): TokenProfile {
  const clientIds = listOf(options.clientId)
  const isOurs = (client: unknown) => clientIds.some((clientId) => clientId === client)
  return {
    kind: 'id',
    audience: clientIds,
    types: [undefined, 'jwt'],
    rules: [
      ...rules('id'),
      ['it is for another application too (aud)', ({ aud }) => listOf(aud).every(isOurs)],
      ['it was issued to another application (azp)', ({ azp }) => azp === undefined || isOurs(azp)],
      // Logout tokens are signed with the same keys, for the same audience and, of Auth0, with the same type.
      ['it is a logout token', ({ events }) => events === undefined],
    ],
  }
}
