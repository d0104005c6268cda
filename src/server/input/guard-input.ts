/**
 * Guard: parse-server trusts the shape of much that clients send, and then fails with HTTP 500, or does what
 * nobody may. This stands between its body parser and its routes, and before GraphQL.
 */
import type { Handler, Request } from '../internals'
import { checkCredentials, checkFields } from './fields'
import { checkQuery } from './queries'
import { refuse } from './refuse'
import { checkValue } from './values'

type Fields = Record<string, unknown>
/** A request of its own, or one in a batch. */
interface Call {
  method: string
  path: string
  body: unknown
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)

const objectPath =
  /^\/(?:classes\/(?<className>[^/]+)|(?<route>users|sessions|roles|installations))(?:\/(?<id>[^/]+))?\/?$/i

function checkObjectCall({ method, path, body }: Call): void {
  const { className, route, id } = objectPath.exec(path)?.groups ?? {}
  if (className && className in {}) refuse('INVALID_CLASS_NAME', `Invalid class name: ${className}.`)
  if ((!className && !route) || !isFields(body) || !/^(POST|PUT)$/.test(method)) return
  const isUser = className === '_User' || route?.toLowerCase() === 'users'
  checkFields(body, { isUser, objectId: method === 'PUT' ? id : undefined })
}

function checkCall(call: Call): void {
  checkObjectCall(call)
  if (!isFields(call.body)) return
  if (/^\/(login|challenge|verifyPassword)\/?$/i.test(call.path)) checkCredentials(call.body)
  if (call.method === 'GET') checkQuery(call.body, checkValue)
}

/** The requests of a batch name their paths with that of the API. */
function callsOf(requests: unknown, apiPath: string): Call[] {
  if (!Array.isArray(requests)) return []
  return requests.filter(isFields).map(({ method = 'GET', path, body }) => {
    if (typeof method !== 'string' || typeof path !== 'string')
      return refuse('INVALID_JSON', 'The method and the path of a request in a batch must be strings.')
    return { method, path: path.startsWith(apiPath) ? path.slice(apiPath.length) : path, body }
  })
}

/** parse-server reads `_method` of a POST; its router, and the answer, can deal with four. */
function checkMethod(req: Request): void {
  if (req.originalMethod === undefined || /^(GET|PUT|POST|DELETE)$/.test(req.method ?? '')) return
  req.method = req.originalMethod
  refuse('INVALID_JSON', '_method must be GET, PUT, POST or DELETE.')
}

/**
 * @param apiPath path of the API.
 * @returns a `requestContextMiddleware` for parse-server, which runs it when the body has been parsed.
 */
export const guardInput =
  (apiPath: string): Handler =>
  (req, _res, next) => {
    const { body, query } = req
    checkMethod(req)
    checkValue(query)
    checkValue(body)
    checkQuery(query, checkValue)
    if (Array.isArray(body)) refuse('INVALID_JSON', 'The body must be an object.')
    checkCall({ method: req.method ?? '', path: req.path, body })
    if (/^\/batch\/?$/i.test(req.path) && isFields(body)) callsOf(body.requests, apiPath).forEach(checkCall)
    next()
  }

/** A multipart request without boundary would be waited for without end. */
export const guardMultipart: Handler = (req, _res, next) => {
  const type = req.headers['content-type'] ?? ''
  if (/^multipart\//i.test(type) && !/;\s*boundary=[^;\s]/i.test(type))
    refuse('INVALID_JSON', 'A multipart request needs a boundary.')
  next()
}

/** The body of a GraphQL request: the operation and its variables. */
export const guardGraphQLInput: Handler = (req, _res, next) => {
  checkValue(req.body)
  next()
}
