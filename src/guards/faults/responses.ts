/**
 * Guard: parse-server answers some refusals without a Parse error code, with `message` in place of `error`, or
 * in the words of its body parser, which repeat what the client sent, passwords too; and `/batch` hands on the
 * codes and messages of JavaScript errors. Clients expect `{ code, error }` of every refusal.
 */
import { isObject } from '../../option-kinds/kinds'
import { reasonOf } from '../../errors'
import { internals, type ErrorHandler, type Handler, type Logger, type Response } from '../../parse/internals'
import { currentRequest } from '../../parse/request/request'
import { isMultipart } from '../input/multipart'

interface Refusal {
  code?: unknown
  error?: unknown
}

/** What is said of a refusal that has only an HTTP status. */
function refusalFor(status: number): Refusal {
  const { Error } = internals.Parse()
  const refusals: Record<number, Refusal | undefined> = {
    400: { code: Error.INVALID_JSON, error: 'The request could not be read: is its body well-formed JSON?' },
    403: { code: Error.OPERATION_FORBIDDEN, error: 'unauthorized' },
    404: { code: Error.OBJECT_NOT_FOUND, error: 'Not found.' },
    413: { code: Error.OBJECT_TOO_LARGE, error: 'The request is too large.' },
    415: { code: Error.INVALID_JSON, error: 'The encoding of the request is not supported.' },
  }
  const fault = { code: Error.INTERNAL_SERVER_ERROR, error: 'Internal server error.' }
  return (
    refusals[status] ??
    (status < 500 ? { code: Error.OTHER_CAUSE, error: 'The request was refused.' } : fault)
  )
}

/** Words for a code that came without: the status can't tell what it means. */
export function wordsFor(code: unknown): string {
  const { INTERNAL_SERVER_ERROR, OBJECT_NOT_FOUND } = internals.Parse().Error
  const status = code === INTERNAL_SERVER_ERROR ? 500 : code === OBJECT_NOT_FOUND ? 404 : 499
  return String(refusalFor(status).error)
}

/** Unless the host wants to know what it was, with `enableSanitizedErrorResponse: false`, parse-server says this. */
const sanitized = 'Permission denied'

/** A refusal of the master key has words, and no code. */
function refusalWithoutCode(status: number, { error }: Refusal): Refusal {
  const refusal = refusalFor(status)
  const isTold = status === 403 && typeof error === 'string' && error !== '' && error !== sanitized
  return isTold ? { ...refusal, error } : refusal
}

/** A code that Parse, or the host's Cloud Code, chose stays, and so do its words. */
function completed(status: number, body: unknown): unknown {
  if (!isObject(body) || 'errors' in body) return isObject(body) ? body : refusalFor(status)
  const { code, error } = body
  if (!Number.isInteger(code)) return refusalWithoutCode(status, body)
  // Where an error has no message, parse-server takes the error itself for it.
  const isWordless = error === undefined || error === '' || error instanceof Error
  return isWordless ? { code, error: wordsFor(code) } : body
}

/** A batch has no status for each of its requests: these are parse-server's words for 403. */
const isForbidden = (refusal: unknown) =>
  isObject(refusal) &&
  refusal.code === undefined &&
  (refusal.error === sanitized || /^(unauthorized|read-only masterKey)/.test(String(refusal.error)))

/** The refusals in the answer to a batch. */
function completedBatch(results: unknown[]): unknown[] {
  return results.map((result) => {
    if (!isObject(result) || !('error' in result)) return result
    const refusal = result.error
    return { error: completed(isForbidden(refusal) ? 403 : 500, refusal) }
  })
}

/** Tells in HTTP's words when it may be tried again (RFC 6585, section 4). */
function tellWhen(res: Response, body: unknown): void {
  const retryAfter = currentRequest()?.answer.retryAfter
  if (retryAfter === undefined) return
  if ((body as Refusal | undefined)?.code !== internals.Parse().Error.REQUEST_LIMIT_EXCEEDED) return
  res.status(429).setHeader('Retry-After', String(retryAfter))
}

/** Refused keys are answered by `res.end('{"error":"unauthorized"}')`, without a content type. */
function isBareRefusal(res: Response, chunk: unknown): chunk is string {
  if (res.statusCode < 400 || typeof chunk !== 'string' || !chunk.startsWith('{"error":')) return false
  return (JSON.parse(chunk) as Refusal).code === undefined
}

/**
 * Gives every refusal the form `{ code, error }`. It stands over what the response has for methods of its own, which
 * compression, sessions and others put there: where responses inherit their methods, those would go past it.
 * @param refine has the last word on the body of a refusal.
 */
export const guardAnswers =
  (refine: (res: Response, body: unknown) => unknown): Handler =>
  (_req, res, next) => {
    const json = res.json.bind(res)
    const end = res.end.bind(res) as (...args: unknown[]) => Response
    res.json = (body) => {
      tellWhen(res, body)
      if (res.statusCode >= 400) return json(refine(res, completed(res.statusCode, body)))
      return json(Array.isArray(body) ? completedBatch(body) : body)
    }
    res.end = ((...args: unknown[]) =>
      isBareRefusal(res, args[0]) ? res.json(JSON.parse(args[0])) : end(...args)) as Response['end']
    next()
  }

const unreadableForm = (): Refusal => ({
  code: internals.Parse().Error.INVALID_JSON,
  error:
    'The form could not be read: is its Content-Type well-formed, with a boundary, and does its last part end?',
})

/** Answers errors that nobody has answered, so that they don't reach the host's error handler. Logs faults. */
export const answerErrors =
  (logger: Logger): ErrorHandler =>
  (error, req, res, _next) => {
    if (res.headersSent) return
    req.resume() // graphql-upload answers when all of a form was read, which nobody may have begun with
    const { code, message, status } = error as { code?: unknown; message?: unknown; status?: unknown }
    if (Number.isInteger(code)) return void res.status(400).json({ code, error: message })
    const isForm = isMultipart(req)
    res.status(typeof status === 'number' ? status : isForm ? 400 : 500)
    res.json(isForm && res.statusCode === 400 ? unreadableForm() : {})
    if (res.statusCode >= 500) logger.error(`A GraphQL request failed: ${reasonOf(error)}`)
  }
