/**
 * Guard: parse-server answers some refusals without a Parse error code, or with `message` in place of `error`.
 * Clients, the Parse SDKs among them, expect `{ code, error }` of every refusal.
 */
import { internals, type Handler, type Response } from '../internals'

interface Refusal {
  code?: unknown
  error?: unknown
  message?: unknown
}

/** The Parse code for a refusal that has only an HTTP status. */
function codeOf(status: number): number {
  const { Error } = internals.Parse()
  const codes: Record<number, number | undefined> = {
    400: Error.INVALID_JSON,
    404: Error.OBJECT_NOT_FOUND,
    413: Error.OBJECT_TOO_LARGE,
    429: Error.REQUEST_LIMIT_EXCEEDED,
    500: Error.INTERNAL_SERVER_ERROR,
  }
  return codes[status] ?? Error.OPERATION_FORBIDDEN ?? 0
}

const isRefusal = (res: Response, body: unknown): body is Refusal =>
  res.statusCode >= 400 && typeof body === 'object' && body !== null && !('errors' in body)

/** Completes a refusal; leaves everything else as it is. */
function completed(res: Response, body: unknown): unknown {
  if (!isRefusal(res, body) || typeof body.code === 'number') return body
  return { code: codeOf(res.statusCode), error: body.error ?? body.message }
}

function parsed(chunk: unknown): unknown {
  if (typeof chunk !== 'string' || !chunk.startsWith('{"error":')) return undefined
  return JSON.parse(chunk)
}

/** Gives every refusal of the API the form `{ code, error }`. */
export const guardAnswers: Handler = (_req, res, next) => {
  const json = res.json.bind(res)
  const end = res.end.bind(res) as (...args: unknown[]) => Response
  res.json = (body) => json(completed(res, body))
  // Refused keys are answered by `res.end('{"error":"unauthorized"}')`, without a content type.
  res.end = ((...args: unknown[]) => {
    const refusal = parsed(args[0])
    if (refusal === undefined) return end(...args)
    res.end = end as Response['end']
    return res.json(refusal)
  }) as Response['end']
  next()
}
