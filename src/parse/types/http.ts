/** Types of Express, and of parse-server’s middlewares. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ParseUser } from './parse'
import type { RequestConfig } from './request-config'

export type Next = (error?: unknown) => void

export type Request = IncomingMessage & {
  app: { get(setting: string): unknown }
  originalUrl: string
  /** What Express has taken from the path for the app, or the handler, that sees the request. */
  baseUrl: string
  /** The method before parse-server replaced it by `_method`. */
  originalMethod?: string
  path: string
  ip?: string | undefined
  /** Whether it came by TLS, as far as a trusted proxy tells. */
  secure: boolean
  /** The languages of `Accept-Language`, the best first. */
  acceptsLanguages(): string[] | false
  body?: unknown
  res: Response
  query: Record<string, unknown>
  /** Of the route's path. */
  params: Record<string, string | undefined>
  /** What parse-server has read from the headers, or from a body that has it instead. */
  info?: { installationId?: unknown; sessionToken?: unknown; context?: unknown }
  /** Its own configuration, once parse-server has it. */
  config?: RequestConfig
  /** Who sends the request, once parse-server knows. */
  auth?: {
    isMaster: boolean
    isMaintenance?: boolean
    installationId?: string | undefined
    user?: { id?: string } | undefined
  }
  /** Who sends the request, as found out before parse-server got it. */
  userFromJWT?: ParseUser | undefined
}

export type Response = ServerResponse & {
  req: IncomingMessage
  json(body: unknown): Response
  send(body: unknown): Response
  status(code: number): Response
}

export type Handler = (req: Request, res: Response, next: Next) => void

export type ErrorHandler = (error: unknown, req: Request, res: Response, next: Next) => void

/** An Express 5 application of parse-server's own copy of Express. */
export interface ExpressApp {
  (req: IncomingMessage, res: ServerResponse, next?: Next): void
  router: { stack: unknown[] }
  use(...handlers: (Handler | ErrorHandler | ExpressApp)[]): void
  use(path: string | string[], ...handlers: (Handler | ErrorHandler | ExpressApp)[]): void
  get(path: string, ...handlers: Handler[]): void
  post(path: string, ...handlers: Handler[]): void
  disable(setting: string): void
  /** Told to an app that gets another one around it, whose settings it then takes. */
  emit(event: 'mount', parent: unknown): unknown
  prependListener(event: 'mount', listener: () => void): unknown
}

export interface RouterLayerClass {
  new (
    path: string,
    options: object,
    handler: () => void,
  ): { params?: unknown; match: (path: string) => unknown }
  prototype: { match: (this: unknown, path: string) => unknown }
}

export interface Express {
  (): ExpressApp
  /** A handler that parses bodies of up to 100 kB, or what is said. */
  json(options?: { limit: string; type?: () => boolean }): Handler
  /** A handler that parses what forms send. */
  urlencoded(options: { extended: false; limit: string }): Handler
}

export interface Middlewares {
  /** Writes the CORS headers; answers OPTIONS. */
  allowCrossDomain(appId: string): Handler
  /** Whether a path leads to a route without parameters, as the router has it. */
  matchesExactRoute(path: string, route: string): boolean
  /** Whether `routeAllowList` has it. */
  isRouteAllowed(path: string, config: RequestConfig, auth: unknown): boolean
}

export interface Batch {
  /**
   * @returns what takes the path of the API from that of a request in a batch
   * @throws {Parse.Error} 107 for a path elsewhere
   */
  makeBatchRoutingPathFunction(
    originalUrl: string,
    serverURL: string | undefined,
    publicServerURL: string | undefined,
  ): (path: string) => string
}
