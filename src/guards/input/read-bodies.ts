/**
 * Guard: a host may have parsers before us that give bodies as text or as bytes (`express.text()`, `express.raw()`), which
 * parse-server takes for objects: the JavaScript SDK sends its JSON as text/plain.
 */
import type { Handler, Request } from '../../parse/internals'
import { isMultipart } from './multipart'

const isForm = ({ headers }: Request) =>
  /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')

/** What is uploaded stays as it is, in bytes. */
const isFile = (path: string) => /^\/+files(\/|$)/i.test(path)

/** As parsers would have it; those that follow leave alone what was read. @throws {SyntaxError} */
function parsed(req: Request, text: string): unknown {
  if (isForm(req)) return Object.fromEntries(new URLSearchParams(text))
  const value: unknown = text === '' ? {} : JSON.parse(text)
  if (typeof value !== 'object' || value === null) throw new SyntaxError('neither an object nor a list')
  return value
}

/** Makes of the body what it stands for; where that can't be done, answers 400. */
export const readBody: Handler = (req, res, next) => {
  const { body } = req
  const isRead = typeof body === 'string' || Buffer.isBuffer(body)
  if (!isRead || isMultipart(req)) return next()
  if (isFile(req.path)) {
    req.body = Buffer.from(body)
    return next()
  }
  try {
    req.body = parsed(req, body.toString())
  } catch {
    return void res.status(400).json({})
  }
  next()
}
