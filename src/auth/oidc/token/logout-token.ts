/** What makes a logout token (OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6). */
import { isRecord } from '../../../option-kinds/kinds'
import type { Provider } from '../provider'
import { isFilledText } from '../../../parse/values'
import { TokenFault } from './errors'
import { sidOf, type VerifiedClaims } from './identity'
import type { SignatureVerifier } from './signature'
import { isSubject, listOf, maxCharacters, type Rule, verifyRules, verifyType } from './token-rules'

/** A verified one. It has a subject, a session, or both. */
export interface LogoutToken {
  id: string
  subject: string | undefined
  sid: string | undefined
  /** Seconds since the epoch. */
  expiresAt: number
}

const event = 'http://schemas.openid.net/event/backchannel-logout'
/** The specification recommends two minutes at the most; as long is each one remembered. */
const maxLifeSeconds = 24 * 60 * 60
/** Auth0 writes the type of any token, others none. */
const types = [undefined, 'jwt', 'logout+jwt']

const rulesFor = (clientIds: string[]): Rule[] => [
  [
    'it is for another application too (aud)',
    ({ aud }) => listOf(aud).every((client) => clientIds.some((clientId) => clientId === client)),
  ],
  ['it has no usable jti', ({ jti }) => isFilledText(jti)],
  ['it has no usable sub', (claims) => !('sub' in claims) || isSubject(claims.sub)],
  ['it has no usable sid', (claims) => !('sid' in claims) || isFilledText(claims.sid)],
  ['it has neither sub nor sid', (claims) => 'sub' in claims || 'sid' in claims],
  ['it tells of no log-out (events)', ({ events }) => isRecord(events) && isRecord(events[event])],
  ['it has a nonce, as ID tokens have', (claims) => !('nonce' in claims)],
  ['it lives too long', ({ exp, iat }) => exp - iat <= maxLifeSeconds],
]

/** @throws {TokenFault | ProviderUnavailable} */
export type VerifyLogoutToken = (token: unknown) => Promise<LogoutToken>

/** Nothing is remembered of it: whoever acts on it has to see to it that it is the first time. */
export function createLogoutTokenVerifier(
  { options }: Pick<Provider, 'options'>,
  { verifySignature }: SignatureVerifier,
): VerifyLogoutToken {
  const clientIds = listOf(options.clientId)
  const rules = rulesFor(clientIds)
  return async (token) => {
    if (!isFilledText(token) || token.length > maxCharacters)
      throw new TokenFault('it is no text, or too long')
    const { header, claims } = await verifySignature(token, clientIds, ['exp', 'iat', 'jti', 'events'])
    verifyType({ types }, header)
    verifyRules(rules, claims)
    const { sub, jti, exp } = claims as Partial<VerifiedClaims> & { exp: number }
    return { id: String(jti), subject: sub, sid: sidOf(claims), expiresAt: exp }
  }
}
