/**
 * What answers at a path of its own, beside the API: an app for each, so that what it leaves to the host is left at
 * once.
 */
import { type ExpressApp, type Handler, internals } from '../parse/internals'
import { withinServersRequest } from '../parse/request/request'
import type { Endpoint, Route } from '../part/part'
import { reticent } from './headers/reticent'

/** Leaves what is below a path to the host, and requests with another method. */
const exactly =
  (methods?: string[]): Handler =>
  (req, _res, next) => {
    const isMeant = req.path === '/' && (methods?.includes(String(req.method)) ?? true)
    next(isMeant ? undefined : 'router')
  }

/**
 * To be mounted at the endpoint's path.
 * @param first who sees its requests before it does, and none of those that are the host's
 */
export function endpointApp({ methods, handle }: Endpoint, first: Handler[]): ExpressApp {
  const app = reticent(internals.express()())
  app.use(exactly(methods), ...first, withinServersRequest, handle)
  return app
}

/** Its requests are counted; it refuses them itself, in its own words. */
export function countedApp(
  { path, app, isExact }: Extract<Route, { stage: 'app' }>,
  first: Handler[],
): ExpressApp {
  const outer = reticent(internals.express()())
  outer.use(path, ...(isExact ? [exactly()] : []), ...first)
  outer.use(reticent(app))
  return outer
}
