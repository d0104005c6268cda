/**
 * Guard: parse-server finds out that a path in a batch leads nowhere when it has begun with the others. Their results are
 * lost; and a transaction stays open, with a connection of PostgreSQL’s: ten such requests, and nobody is answered.
 */
import { z } from 'zod'
import { isObject } from '../../option-kinds/kinds'
import { hasKey } from '../../parse/auth-of'
import { refuse } from '../../parse/errors'
import { internals, type Request, type RequestConfig, type Router } from '../../parse/internals'
import { checkParameters } from './queries'

/** The answer repeats it. */
const name = z.string().max(2000)

function checkSubRequest(subRequest: unknown): void {
  if (!isObject(subRequest)) return
  const { method, path, body } = subRequest
  if (!name.optional().safeParse(method).success || !name.safeParse(path).success)
    refuse('INVALID_JSON', 'The method and the path of a request in a batch must be strings.')
  if (body !== undefined && body !== null && !isObject(body))
    refuse('INVALID_JSON', 'The body of a request in a batch must be an object.')
  if (isObject(body) && method === 'GET') checkParameters(body)
}

const routers = new Map<unknown, Router>()

/** The routes of the API, of which a single option knows more or fewer. */
function routesOf({ applicationId: appId, enableProductPurchaseLegacyApi }: RequestConfig): Router {
  const options = { enableProductPurchaseLegacyApi }
  const router = routers.get(enableProductPurchaseLegacyApi) ?? internals.promiseRouter()({ appId, options })
  routers.set(enableProductPurchaseLegacyApi, router)
  return router
}

/** Paths elsewhere, and what is no request at all, are refused before anything is done. */
function checkRoutes({ originalUrl, config }: Request, requests: unknown[]): void {
  if (!config) return
  const batch = internals.batch()
  const routed = batch.makeBatchRoutingPathFunction(originalUrl, config.serverURL, config.publicServerURL)
  for (const subRequest of requests.filter(isObject)) {
    const { method, path } = subRequest as { method?: string; path: string }
    if (!routesOf(config).match(method, routed(path)))
      refuse('INVALID_JSON', `cannot route ${method} ${path}`)
  }
}

/** How many requests a batch may have; for keys, any number. */
const limitOf = ({ requestComplexity }: RequestConfig) => {
  const { batchRequestLimit: limit = -1 } = requestComplexity ?? {}
  return limit < 0 ? Infinity : limit
}

/** Whether a batch is too large for who has no key. */
export const isTooLarge = (requests: unknown[], config: RequestConfig): boolean =>
  requests.length > limitOf(config)

/** In parse-server's words, which it has when we have looked at each of them. */
function checkSize({ config, auth }: Request, requests: unknown[]): void {
  if (!config || (auth && hasKey(auth)) || !isTooLarge(requests, config)) return
  refuse(
    'INVALID_JSON',
    `Batch request contains ${requests.length} sub-requests, which exceeds the limit of ${limitOf(config)}.`,
  )
}

/** parse-server finds the paths of a batch by the end of the batch's own. */
export function checkBatch(req: Request, { requests }: Record<string, unknown>): void {
  if (!req.originalUrl.endsWith('/batch')) refuse('INVALID_JSON', 'A batch is posted to /batch, as it is.')
  if (!Array.isArray(requests)) return
  checkSize(req, requests)
  requests.forEach(checkSubRequest)
  checkRoutes(req, requests)
}
