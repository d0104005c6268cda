/** `GET /users/me` refuses in the words of the REST guide; parse-server has others, and two of them. */
import { internals, type Response } from '../parse/internals'

const isCurrentUser = ({ req }: Response) => /^[^?]*\/users\/me\/?(\?|$)/i.test(req.url ?? '')

/** Of a session that is over. Apps tell it from one that never was by parse-server's words, as everywhere else. */
const expired = 'Session token is expired.'

/**
 * Words the refusal of an invalid session.
 * @see REST guide, "Validating Session Tokens / Retrieving Current User"
 */
export function refuseAsDocumented(res: Response, body: unknown): unknown {
  const refusal = body as { code?: unknown; error?: unknown }
  const { INVALID_SESSION_TOKEN } = internals.Parse().Error
  if (refusal.code !== INVALID_SESSION_TOKEN || refusal.error === expired || !isCurrentUser(res)) return body
  return { code: INVALID_SESSION_TOKEN, error: 'invalid session token' }
}
