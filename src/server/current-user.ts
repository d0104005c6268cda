/** `GET /users/me` refuses in the words of the REST guide; parse-server has others, and two of them. */
import { internals, type Response } from '../parse/internals'

const isCurrentUser = ({ req }: Response) => /^[^?]*\/users\/me\/?(\?|$)/.test(req.url ?? '')

/**
 * Words the refusal of an invalid session.
 * @see REST guide, "Validating Session Tokens / Retrieving Current User"
 */
export function refuseAsDocumented(res: Response, body: unknown): unknown {
  const code = internals.Parse().Error.INVALID_SESSION_TOKEN
  if ((body as { code?: unknown }).code !== code || !isCurrentUser(res)) return body
  return { code, error: 'invalid session token' }
}
