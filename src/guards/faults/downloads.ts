/**
 * Guard: a file in MongoDB that breaks off while a part of it is downloaded. parse-server answers in the words of the
 * database, with a 404; where the answer has begun, that ends the process.
 */
import type { Handler, Response } from '../../parse/internals'

const ofPart = ['Accept-Ranges', 'Content-Range', 'Content-Length', 'Content-Type']

/** What has begun can only be broken off: its length tells the client. */
function fail(res: Response): Response {
  if (res.headersSent) return res.destroy()
  for (const name of ofPart) res.removeHeader(name)
  return res.status(500).json({})
}

const isFailedPart = (res: Response) => res.statusCode === 404 && res.hasHeader('Content-Range')

export const guardDownloads: Handler = (req, res, next) => {
  if (req.headers.range === undefined) return next()
  const send = res.send.bind(res)
  res.send = (body) => (isFailedPart(res) ? fail(res) : send(body))
  next()
}
