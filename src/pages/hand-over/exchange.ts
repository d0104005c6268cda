/** `POST /auth/session { code }`: an app gets the session that a browser has signed in for, by CORS where it is elsewhere. */
import { reasonOf } from '../../errors'
import { parseError } from '../../parse/errors'
import { type ExpressApp, type Handler, internals, type Request, type Response } from '../../parse/internals'
import { withinRequest } from '../../parse/request/request'
import type { Running } from '../../part/part'
import { refuseMethod } from '../app'
import { pageHeaders } from '../headers'
import type { Codes } from './codes'

interface Exchange extends Pick<Running, 'config' | 'isClosing'> {
  path: string
  codes: Codes
  /** Where codes are handed to. */
  origins: string[]
  /** Counts a request. @returns seconds until the next one is taken; 0 within the limits */
  limit: () => Promise<number>
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : '')

/** `null` was sent: by a page that has none. */
const sentIn = (value: unknown) => (value === undefined ? undefined : textIn(value))

function refuse(
  res: Response,
  status: number,
  name: Parameters<typeof parseError>[0],
  message: string,
): void {
  const { code } = parseError(name, message) as Error & { code?: number }
  res.status(status).json({ code, error: message })
}

/** Other origins learn nothing, and are asked for nothing more. */
const allow =
  (origins: string[]): Handler =>
  ({ headers: { origin = '' }, method }, res, next) => {
    res.setHeader('Vary', 'Origin')
    if (!origins.includes(origin))
      return refuse(
        res,
        403,
        'OPERATION_FORBIDDEN',
        'Codes are exchanged by pages of the origins in `pages`.',
      )
    res.setHeader('Access-Control-Allow-Origin', origin)
    if (method !== 'OPTIONS') return next()
    res.setHeader('Access-Control-Allow-Methods', 'POST')
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type')
    res.setHeader('Access-Control-Max-Age', '600')
    res.status(204).send('')
  }

/** What can't be read has nothing in it. */
function readJson(): Handler {
  const read = internals.express().json({ limit: '10kb' })
  return (req, res, next) =>
    read(req, res, (error) => {
      if (error !== undefined) req.body = {}
      next()
    })
}

export function createExchangeApp({ path, codes, origins, limit, config, isClosing }: Exchange): ExpressApp {
  async function exchange(req: Request, res: Response): Promise<void> {
    const seconds = await limit()
    if (seconds > 0) {
      res.setHeader('Retry-After', String(seconds))
      return refuse(res, 429, 'REQUEST_LIMIT_EXCEEDED', `Too many codes: try again in ${seconds} seconds.`)
    }
    const { code, code_verifier, by } = (req.body ?? {}) as Record<string, unknown>
    if (textIn(code) === '')
      return refuse(
        res,
        400,
        'INVALID_JSON',
        'Send { code } as JSON, with `code_verifier` where there is one.',
      )
    const presented = {
      code: textIn(code),
      verifier: sentIn(code_verifier),
      by: sentIn(by),
      origin: textIn(req.headers.origin),
    }
    const sessionToken = await codes.exchange(presented)
    if (sessionToken !== undefined) return void res.json({ sessionToken })
    refuse(res, 404, 'OBJECT_NOT_FOUND', 'This code was used, is older than a minute, or was not for you.')
  }
  const app = internals.express()()
  app.use(path, ...pageHeaders({ logoUrl: undefined, targets: [] }), allow(origins), withinRequest)
  app.post(path, readJson(), (req, res) => {
    if (isClosing()) return refuse(res, 503, 'CONNECTION_FAILED', 'The server is closing. Try again soon.')
    exchange(req, res).catch((thrown: unknown) => {
      config.loggerController.error(`A code could not be exchanged: ${reasonOf(thrown)}`)
      refuse(res, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error.')
    })
  })
  app.use(path, refuseMethod('POST, OPTIONS'))
  return app
}
