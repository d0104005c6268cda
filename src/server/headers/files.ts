/**
 * Headers of files. Anybody may have uploaded them, so that none runs in the origin of the API: a file that a browser
 * could run is saved instead, and all are sandboxed. Apps of any origin show images, play videos and embed documents.
 */
import { posix } from 'node:path'
import { unescape } from 'node:querystring'
import { create as disposition } from 'content-disposition'
import onHeaders from 'on-headers'
import type { Handler, Response } from '../../parse/internals'

/** A document of the browser's own around an image or a video needs these. */
const sandbox =
  "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; sandbox"

/** What browsers show without running it. */
const isShown = /^(image\/(?!svg)|audio\/|video\/|font\/|text\/(plain|csv)|application\/(json|pdf))/i
/** Browsers open it in a viewer that doesn't start in a sandbox. */
const isPdf = /^application\/pdf/i

/** As parse-server writes what `afterFind` forces: with the name as it is, of whatever characters. */
const forcedName = (value: unknown) => /^attachment;filename=([^]*)$/.exec(String(value))?.[1]

/** The name encoded as RFC 6266 has it. What the host's file storage has set stays. */
function nameFile(res: Response, name: string, isShown: boolean): void {
  const given = res.getHeader('Content-Disposition')
  const forced = forcedName(given)
  if (forced !== undefined) res.setHeader('Content-Disposition', disposition(forced))
  if (given === undefined)
    res.setHeader('Content-Disposition', disposition(name, { type: isShown ? 'inline' : 'attachment' }))
}

function settle(res: Response, name: string): void {
  const type = String(res.getHeader('Content-Type') ?? '')
  if (isPdf.test(type) && res.getHeader('Content-Security-Policy') === sandbox)
    res.removeHeader('Content-Security-Policy')
  if (res.statusCode < 400) nameFile(res, name, isShown.test(type))
}

/** For downloads; the answer to an upload is data. Who keeps copies of a file is up to the host's storage and CDN. */
export const fileHeaders: Handler = (req, res, next) => {
  if (req.method !== 'GET' && req.method !== 'HEAD') return next()
  res.removeHeader('Cache-Control')
  res.removeHeader('X-Frame-Options')
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  res.setHeader('Content-Security-Policy', sandbox)
  onHeaders(res, () => {
    settle(res, posix.basename(unescape(req.path)))
  })
  next()
}
