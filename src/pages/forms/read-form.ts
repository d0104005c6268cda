/** Reads what a form has sent. */
import { type Handler, internals } from '../../parse/internals'
import type { PageRoute } from './answers'

const isTooLong = (error: unknown) => (error as { type?: unknown } | undefined)?.type === 'entity.too.large'

/**
 * What can't be read as a form has nothing in it.
 * @param refuseLong answers what is not read, as it is too long: somebody may have meant it
 */
export function readForm({ maxSize: limit = '10kb' }: PageRoute, refuseLong: Handler): Handler {
  const read = internals.express().urlencoded({ extended: false, limit })
  return (req, res, next) =>
    read(req, res, (error) => {
      if (isTooLong(error)) return refuseLong(req, res, next)
      if (error !== undefined) req.body = {}
      next()
    })
}
