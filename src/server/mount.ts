/** The order in which a request meets what is mounted: the routes of parts, GraphQL, REST API, other apps; then the host. */
import { guardMultipart } from '../guards/input/multipart'
import { readBody } from '../guards/input/read-bodies'
import { guardDownloads } from '../guards/faults/downloads'
import { guardAnswers } from '../guards/faults/responses'
import {
  type ErrorHandler,
  type ExpressApp,
  type Handler,
  internals,
  type ParseServer,
} from '../parse/internals'
import type { ParseServerSettings } from '../parse/options'
import type { Operation } from '../part/operation'
import type { Route } from '../part/part'
import { refuseAsDocumented } from './current-user'
import { createDashboard, type DashboardApp, scriptsFor } from './dashboard'
import { mountGraphQL } from './graphql/graphql'
import { createHeaders, type Headers } from './headers/headers'
import { reticent } from './headers/reticent'
import type { DashboardOptions, GraphQLOptions } from './options'
import { countedApp, endpointApp } from './own-paths'
import { type Paths, withPublicPath } from './paths'

/**
 * Hands a GET to the POST route, which reads `userId` from the query too and asks for the master key.
 * @see REST guide, "User Impersonation"
 */
const loginAsByGet: Handler = (req, _res, next) => {
  if (req.method === 'GET') req.method = 'POST'
  next()
}

/** What is mounted, and where. */
export interface Mounting {
  server: ParseServer
  settings: ParseServerSettings
  graphql: GraphQLOptions
  dashboard: DashboardOptions | undefined
  /** Whether answers get security headers. */
  headers: boolean
  publicUrl: URL
  paths: Paths
  /** Of the parts, in their order. */
  routes: Route[]
  operations: Operation[]
  /** See every request first. */
  count: Handler[]
  /** Whether requests are refused. */
  isClosing: () => boolean
}

/** parse-server passes on errors that it has answered already; the host's error handler must not answer again. */
const stopAfterAnswer: ErrorHandler = (error, _req, res, next) => {
  if (!res.headersSent) next(error)
}

const refuseWhenClosing =
  (isClosing: () => boolean): Handler =>
  (_req, res, next) => {
    if (!isClosing()) return next()
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

function dashboardApp({ settings, graphql, publicUrl, paths, operations }: Mounting): DashboardApp {
  const { appId, appName, masterKey, readOnlyMasterKey } = settings
  const urls = { serverURL: publicUrl.href, graphQLServerURL: paths.besideApi(graphql.path).href }
  return {
    appId,
    appName: appName ?? appId,
    masterKey,
    readOnlyMasterKey,
    ...urls,
    scripts: scriptsFor(operations),
  }
}

/** See every request first, whoever answers it. */
const firstOf = ({ count, routes }: Mounting): Handler[] => [
  ...count,
  ...routes.flatMap((route) => (route.stage === 'all' ? route.handle : [])),
]

function createApi(mounting: Mounting, headers: Headers): ExpressApp {
  const { server, settings, graphql, paths, routes, isClosing } = mounting
  const { api: path, publicApi, besideApi } = paths
  const answers = guardAnswers(refuseAsDocumented)
  const closing = refuseWhenClosing(isClosing)
  const first = [...headers.always, answers, guardDownloads, ...firstOf(mounting), closing, readBody]
  const api = reticent(internals.express()())
  if (path !== publicApi) {
    api.use(path, withPublicPath(publicApi))
    api.use(graphql.path, withPublicPath(besideApi(graphql.path).pathname))
  }
  api.use([graphql.path, path], ...first, guardMultipart(server.config.maxUploadSize))
  for (const { below, handle } of headers.within) api.use(path + below, handle)
  for (const route of routes) {
    if (route.stage === 'before') api.use([graphql.path, path], route.handle)
    if (route.stage === 'endpoint') api.use(route.path, endpointApp(route, first))
  }
  mountGraphQL(api, server, { ...graphql, hostSchema: settings.graphQLSchema })
  api.use(`${path}/loginAs`, loginAsByGet)
  api.use(path, reticent(server.app), notRouted)
  api.use(stopAfterAnswer)
  return api
}

/** All that is mounted, as Express 5 apps that let through what is not for them. */
export function createApps(mounting: Mounting): ExpressApp[] {
  const { server, routes, dashboard, publicUrl, paths } = mounting
  const headers = createHeaders(mounting.headers, server.config.pages, publicUrl)
  const others = routes.flatMap((route) =>
    route.stage === 'app' ? countedApp(route, [...headers.always, ...firstOf(mounting), readBody]) : [],
  )
  const before = routes.flatMap((route) => (route.stage === 'dashboard' ? route.handle : []))
  const shown = dashboard
    ? createDashboard(dashboardApp(mounting), dashboard, paths.besideApi(dashboard.path).pathname, [
        ...headers.dashboard,
        ...before,
      ])
    : []
  return [createApi(mounting, headers), ...others, ...shown]
}
