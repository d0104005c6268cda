/** `GET /users/me` refuses in the words of the REST guide; parse-server has others, and two of them. */
import { hasCode } from '../parse/errors'
import type { Response } from '../parse/internals'

const isCurrentUser = ({ req }: Response) => /^[^?]*\/users\/me\/?(\?|$)/i.test(req.url ?? '')

/** Of a session that is over. Apps tell it from one that never was by parse-server's words, as everywhere else. */
const expired = 'Session token is expired.'

/**
 * Words the refusal of an invalid session.
 * @see REST guide, "Validating Session Tokens / Retrieving Current User"
 */
export function refuseAsDocumented(res: Response, body: unknown): unknown {
  const { code, error } = body as { code?: unknown; error?: unknown }
  if (!hasCode(body, 'INVALID_SESSION_TOKEN') || error === expired || !isCurrentUser(res)) return body
  return { code, error: 'invalid session token' }
}
