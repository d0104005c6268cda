/**
 * Guard: parse-server leaves a GraphQL request that it can't read (malformed JSON, too large, a broken upload)
 * to the host's error handler, and Express's own shows the client a stack trace.
 */
import type { ErrorHandler, Logger, Request } from '../internals'

/** A broken upload has no status; one that was read has a body. */
function statusOf(error: unknown, req: Request): number {
  const { status } = error as { status?: unknown }
  if (typeof status === 'number' && status >= 400 && status < 500) return status
  const isUpload = req.headers['content-type']?.startsWith('multipart/') ?? false
  return isUpload && req.body === undefined ? 400 : 500
}

/** Refuses such a request with the reason; a fault of the server is logged and not told. */
export const refuseUnreadable =
  (logger: Logger): ErrorHandler =>
  (error, req, res, next) => {
    if (res.headersSent) return next(error)
    const status = statusOf(error, req)
    const isServerFault = status === 500
    if (isServerFault) logger.error('A GraphQL request failed.', error)
    res.status(status).json({ error: isServerFault ? 'Internal server error.' : (error as Error).message })
  }
