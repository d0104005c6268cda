/**
 * Guard: parse-server answers HTTP 500 where it throws something else than a Parse error, though the client caused
 * it: for a batch with `transaction: true` in which a request was refused, and for a file upload without a file.
 */
import { z } from 'zod'
import { type ErrorHandler, type ExpressApp, internals, type Request } from '../../parse/internals'

/** What a failed transaction throws: the results of all its requests; those of the database have other codes. */
const failedBatch = z.object({ response: z.array(z.unknown()) })
const refused = z.object({ error: z.object({ code: z.int(), error: z.string() }) })
/** On PostgreSQL, what pg-promise makes of the roll-back: the results are lost. */
const rolledBack = z.object({ name: z.literal('BatchError') })
/** The file of an upload as JSON is made of its `base64`, whether it is there or not. */
const noFile = z.object({ code: z.literal('ERR_INVALID_ARG_TYPE') })

function refusalFor(thrown: unknown, { path }: Request): Error | undefined {
  const { Error } = internals.Parse()
  if (/^\/files\//i.test(path) && noFile.safeParse(thrown).success)
    return new Error(Error.FILE_SAVE_ERROR ?? 1, 'The file is missing.')
  if (rolledBack.safeParse(thrown).success)
    return new Error(
      Error.OTHER_CAUSE ?? 1,
      'A request of the transaction was refused, and none took effect.',
    )
  const results = failedBatch.safeParse(thrown).data?.response ?? []
  const [refusal] = results.flatMap((result) => refused.safeParse(result).data?.error ?? [])
  return refusal && new Error(refusal.code, refusal.error)
}

const handOn: ErrorHandler = (thrown, req, _res, next) => next(refusalFor(thrown, req) ?? thrown)

/** Puts the handler before parse-server's own, which is the last. */
export function guardThrownAnswers(app: ExpressApp): void {
  app.use(handOn)
  const { stack } = app.router
  const layer = stack.pop()
  stack.splice(-1, 0, layer)
}
