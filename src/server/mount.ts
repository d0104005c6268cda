/** The order in which a request meets the parts: GraphQL, REST API, Backendless' routes, Dashboard; then back to the host. */
import type { Endpoint } from '../auth/auth0/action-endpoint'
import { createBackendlessFacade } from '../auth/backendless/facade'
import { refuseAsDocumented } from './current-user'
import { createDashboard, type DashboardApp } from './dashboard'
import { mountGraphQL } from './graphql'
import { guardAnswers } from './guards/answers'
import { type ErrorHandler, type ExpressApp, type Handler, internals, type ParseServer } from './internals'
import { loginAsByGet } from './login-as'
import { apiPath } from './paths'
import { withinRequest, withinServersRequest } from './request-context'
import type { ResolvedOptions } from '../options'

/** What `createApps` needs. */
export interface ApiParts {
  server: ParseServer
  options: ResolvedOptions
  publicUrl: URL
  /** Sees every request for the API first. */
  countRequest: Handler
  /** Takes access tokens, where they are taken. */
  bearer: Handler | undefined
  /** Takes the assertions of Auth0 Actions, where they are taken. */
  actionEndpoint: Endpoint | undefined
  /** Whether the server has been closed. */
  isClosed: () => boolean
}

/** parse-server passes on errors that it has answered already; the host's error handler must not answer again. */
const stopAfterAnswer: ErrorHandler = (error, _req, res, next) => {
  if (!res.headersSent) next(error)
}

const refuseWhenClosed =
  (isClosed: () => boolean): Handler =>
  (_req, res, next) => {
    if (!isClosed()) return next()
    res.status(503).setHeader('retry-after', '5')
    res.json({
      code: internals.Parse().Error.CONNECTION_FAILED,
      error: 'The server is closing. Try again soon.',
    })
  }

const notRouted: Handler = (req, res) => {
  const { OBJECT_NOT_FOUND } = internals.Parse().Error
  res.status(404).json({ code: OBJECT_NOT_FOUND, error: `cannot route ${req.method} ${req.path}` })
}

function dashboardApp({ options, publicUrl }: ApiParts): DashboardApp {
  const { appId, appName, masterKey, readOnlyMasterKey } = options.parseServer
  const graphQLServerURL = new URL(options.graphql.path, publicUrl).href
  const urls = { serverURL: publicUrl.href, graphQLServerURL }
  return { appId, appName: appName ?? appId, masterKey, readOnlyMasterKey, ...urls }
}

function createApi(parts: ApiParts): ExpressApp {
  const { server, options, publicUrl, countRequest, bearer, actionEndpoint, isClosed } = parts
  const path = apiPath(publicUrl)
  const api = internals.express()()
  api.disable('x-powered-by')
  guardAnswers(api, refuseAsDocumented)
  api.use([options.graphql.path, path], countRequest, refuseWhenClosed(isClosed), withinRequest)
  if (bearer) api.use([options.graphql.path, path], bearer)
  if (actionEndpoint)
    api.use(
      actionEndpoint.path,
      countRequest,
      refuseWhenClosed(isClosed),
      withinServersRequest,
      actionEndpoint.handle,
    )
  mountGraphQL(api, server, { ...options.graphql, hostSchema: options.parseServer.graphQLSchema })
  api.use(`${path}/loginAs`, loginAsByGet)
  api.use(path, server.app, notRouted)
  api.use(stopAfterAnswer)
  return api
}

function createBackendless({ options, countRequest, isClosed }: ApiParts): ExpressApp[] {
  const { backendless, parseServer } = options
  if (!backendless) return []
  return [createBackendlessFacade({ appId: parseServer.appId, options: backendless, countRequest, isClosed })]
}

/** All that is mounted, as Express 5 apps that let through what is not for them. */
export function createApps(parts: ApiParts): ExpressApp[] {
  const { dashboard } = parts.options
  const apps = [createApi(parts), ...createBackendless(parts)]
  return dashboard ? [...apps, ...createDashboard(dashboardApp(parts), dashboard)] : apps
}
