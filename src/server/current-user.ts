/** `GET /users/me` refuses in the words of the REST guide; parse-server has others, and two of them. */
import { type Handler, internals } from './internals'

/** @see REST guide, "Validating Session Tokens / Retrieving Current User" */
export const refuseAsDocumented: Handler = (_req, res, next) => {
  const json = res.json.bind(res)
  const code = internals.Parse().Error.INVALID_SESSION_TOKEN
  const isRefused = (body: unknown) => (body as { code?: unknown } | null)?.code === code
  res.json = (body) => json(isRefused(body) ? { code, error: 'invalid session token' } : body)
  next()
}
