/**
 * Guard: parse-server trusts the shape of the requests themselves, too. This stands between its body parser and
 * its routes; what a route does with objects is `guardObjects`' business.
 */
import { z } from 'zod'
import { type Handler, internals, type Request } from '../../parse/internals'
import { checkParameters } from './queries'
import { refuse } from '../../parse/errors'
import { checkValue } from './values'

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)

/** parse-server reads `_method` of a POST; its router, and the answer, can deal with four. */
function checkMethod(req: Request): void {
  if (req.originalMethod === undefined || /^(GET|PUT|POST|DELETE)$/.test(req.method ?? '')) return
  req.method = req.originalMethod
  refuse('INVALID_JSON', '_method must be GET, PUT, POST or DELETE.')
}

/** Each parameter of a query may be JSON; parse-server reads it so. */
function parametersOf({ query }: Request): Fields {
  return Object.keys(query).length === 0 ? query : internals.ClassesRouter().JSONFromQuery(query)
}

/** The session of an access token, as long as the body has no other one. */
function checkCredentials({ userFromJWT, info, headers }: Request): void {
  if (userFromJWT !== undefined && info?.sessionToken !== headers['x-parse-session-token'])
    refuse('INVALID_JSON', 'Send _SessionToken or Authorization: Bearer, not both.')
}

/** The answer repeats it. */
const name = z.string().max(2000)

function checkSubRequest(subRequest: unknown): void {
  if (!isFields(subRequest)) return
  const { method, path, body } = subRequest
  if (!name.optional().safeParse(method).success || !name.safeParse(path).success)
    refuse('INVALID_JSON', 'The method and the path of a request in a batch must be strings.')
  if (body !== undefined && body !== null && !isFields(body))
    refuse('INVALID_JSON', 'The body of a request in a batch must be an object.')
  if (isFields(body) && method === 'GET') checkParameters(body)
}

/** parse-server finds the paths of a batch by the end of the batch's own. */
function checkBatch({ originalUrl }: Request, body: Fields): void {
  if (!originalUrl.endsWith('/batch')) refuse('INVALID_JSON', 'A batch is posted to /batch, as it is.')
  if (Array.isArray(body.requests)) body.requests.forEach(checkSubRequest)
}

/** A `requestContextMiddleware` for parse-server, which runs it when the body has been parsed. */
export const guardInput: Handler = (req, _res, next) => {
  const { body, info } = req
  checkMethod(req)
  checkCredentials(req)
  checkValue(body)
  checkValue(info?.installationId)
  checkValue(info?.context)
  if (Array.isArray(body)) refuse('INVALID_JSON', 'The body must be an object.')
  const parameters = parametersOf(req)
  checkValue(parameters)
  if (req.method === 'GET') {
    checkParameters(parameters)
    if (isFields(body)) checkParameters(body)
  }
  if (/^\/batch\/?$/i.test(req.path) && isFields(body)) checkBatch(req, body)
  next()
}
