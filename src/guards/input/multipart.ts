/**
 * Guard: those who read forms of several parts, for Cloud functions and for GraphQL, trust them. Where a file breaks off,
 * nobody listens to its error, and the process ends.
 */
import type { Readable, Writable } from 'node:stream'
import type { Handler, Request } from '../../parse/internals'

export const isMultipart = ({ headers }: Pick<Request, 'headers'>): boolean =>
  /^multipart\//i.test(headers['content-type'] ?? '')

/** The error of a file is one of its reader, too, who answers. */
const ignored = () => undefined

function watch(reader: Writable): void {
  reader.on('file', (_name: unknown, file: Readable) => file.on('error', ignored))
}

export const guardMultipart: Handler = (req, _res, next) => {
  if (!isMultipart(req)) return next()
  const pipe = req.pipe.bind(req)
  req.pipe = (reader, options) => {
    watch(reader as unknown as Writable)
    return pipe(reader, options)
  }
  next()
}
