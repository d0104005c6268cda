/** Mounts on the app, or on the router, that hosts the accounts. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HostApp } from '../api/accounts'
import type { ExpressApp, Next } from '../parse/internals'

type Handler = (req: IncomingMessage, res: ServerResponse, next: Next) => void

/** As Express tells an app from other functions. */
const isApp = (host: HostApp): boolean => 'handle' in host && 'set' in host

/**
 * What `app.use` does for an app, and a router does not: the host's settings (`trust proxy`) are the app's, too, and
 * requests and answers are given back as they were. A router's app is known when a request comes.
 */
function mounted(app: ExpressApp): Handler {
  let parent: unknown
  return (req: IncomingMessage & { app?: unknown }, res, next) => {
    const request = Object.getPrototypeOf(req) as object
    const response = Object.getPrototypeOf(res) as object
    if (req.app && req.app !== parent) app.emit('mount', (parent = req.app))
    app(req, res, (error) => {
      Object.setPrototypeOf(req, request)
      Object.setPrototypeOf(res, response)
      next(error)
    })
  }
}

/** Adds apps to what the host gave for them. */
export function mountOn(host: HostApp, apps: ExpressApp[]): void {
  for (const app of apps) host.use(isApp(host) ? app : mounted(app))
}
