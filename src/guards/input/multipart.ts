/** Guard: GraphQL would wait without end for a multipart request that has no boundary. */
import type { Handler } from '../../parse/internals'
import { refuse } from '../../parse/errors'

/** Refuses it. What is in a request is looked at where it is used, by `objectGuard` and `credentialGuard`. */
export const guardMultipart: Handler = (req, _res, next) => {
  const type = req.headers['content-type'] ?? ''
  if (/^multipart\//i.test(type) && !/;\s*boundary=[^;\s]/i.test(type))
    refuse('INVALID_JSON', 'A multipart request needs a boundary.')
  next()
}
