/**
 * Guard: those who read forms of several parts, for Cloud functions and for GraphQL, trust them. Where a file breaks off,
 * nobody listens to its error, and the process ends. Fields go past the look at bodies, which was over when they came. And
 * GraphQL writes any number of files to the disk before anybody asks who sends them.
 */
import type { Readable, Writable } from 'node:stream'
import { type Handler, internals, type Request } from '../../parse/internals'
import { checkValue } from './values'

/** Beside the files. */
const mostOfFields = 1024 ** 2

export const isMultipart = ({ headers }: Pick<Request, 'headers'>): boolean =>
  /^multipart\//i.test(headers['content-type'] ?? '')

/** Whoever reads a form tells this to its client, by the status. */
const tooLarge = () => Object.assign(new Error('The request is too large.'), { status: 413, expose: true })

function check(reader: Writable, given: unknown[]): void {
  try {
    checkValue(given)
  } catch (thrown) {
    reader.destroy(thrown as Error)
  }
}

/** The error of a file is one of its reader, too, who answers. */
const ignored = () => undefined

function watch(reader: Writable): void {
  reader.on('field', (name: unknown, value: unknown) => check(reader, [name, value]))
  reader.on('file', (name: unknown, file: Readable, ...about: unknown[]) => {
    file.on('error', ignored)
    check(reader, [name, ...about])
  })
}

/** Ends the reading of a form that does not tell its length, or tells less. */
function bound(req: Request, reader: Writable, most: number): void {
  let bytes = 0
  req.on('data', ({ length }: Buffer) => {
    bytes += length
    if (bytes > most) reader.destroy(tooLarge())
  })
}

/** @param maxUploadSize the option, for all files of a form together; by default that of Parse Server */
export function guardMultipart(maxUploadSize: string | number = '20mb'): Handler {
  const most = internals.Utils().parseSizeToBytes(maxUploadSize) + mostOfFields
  return (req, res, next) => {
    if (!isMultipart(req)) return next()
    if (Number(req.headers['content-length']) > most) return void res.status(413).json({})
    const pipe = req.pipe.bind(req)
    req.pipe = (reader, options) => {
      watch(reader as unknown as Writable)
      bound(req, reader as unknown as Writable, most)
      return pipe(reader, options)
    }
    next()
  }
}
