/** `GET /loginAs`, which the REST guide documents and parse-server routes by POST only. */
import type { Handler } from '../parse/internals'

/**
 * Hands a GET to the POST route, which reads `userId` from the query too and asks for the master key.
 * @see REST guide, "User Impersonation"
 */
export const loginAsByGet: Handler = (req, _res, next) => {
  if (req.method === 'GET') req.method = 'POST'
  next()
}
