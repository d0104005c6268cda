/**
 * Guard: parse-server trusts the shape of the requests themselves, too. This stands between its body parser and
 * its routes; what a route does with objects is `objectGuard`'s business.
 */
import { isObject } from '../../option-kinds/kinds'
import { cloudInstallation } from '../../parse/auth-of'
import { type Handler, internals, type Request } from '../../parse/internals'
import { checkBatch } from './batches'
import { checkParameters } from './queries'
import { refuse } from '../../parse/errors'
import { checkValue } from './values'

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields => isObject(value) && !Buffer.isBuffer(value)

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

/**
 * parse-server tells Cloud Code by an id that anybody can send: sign-ups open no session then, and no triggers run on
 * log-ins with a provider. With the master key, a request has this id anyway.
 */
function dropCloudInstallation({ info, auth }: Request): void {
  if (info?.installationId !== cloudInstallation || auth?.isMaster) return
  delete info.installationId
  delete auth?.installationId
}

/** A `requestContextMiddleware` for parse-server, which runs it when the body has been parsed. */
export const guardInput: Handler = (req, _res, next) => {
  const { body, info } = req
  checkMethod(req)
  checkCredentials(req)
  dropCloudInstallation(req)
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
