/** Types of parse-server's own modules, where its own are incomplete or missing. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { GraphQLFieldConfig, GraphQLObjectType } from 'graphql'

export type Next = (error?: unknown) => void
export type Request = IncomingMessage & {
  originalUrl: string
  /** The method before parse-server replaced it by `_method`. */
  originalMethod?: string
  path: string
  body?: unknown
  query: Record<string, unknown>
  /** What parse-server has read from the headers, or from a body that has it instead. */
  info?: { installationId?: unknown; sessionToken?: unknown; context?: unknown }
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
  /** What the responses of this app, and of those mounted on it, inherit from. */
  response: Response
  use(...handlers: (Handler | ErrorHandler | ExpressApp)[]): void
  use(path: string | string[], ...handlers: (Handler | ErrorHandler | ExpressApp)[]): void
  disable(setting: string): void
}

export interface RouterLayerClass {
  new (
    path: string,
    options: object,
    handler: () => void,
  ): { params?: unknown; match: (path: string) => unknown }
  prototype: object
}

export type Express = () => ExpressApp

export interface ParseUser {
  get(field: string): unknown
  toJSON(): Record<string, unknown>
}

export interface ParseError extends Error {
  code: number
}

export interface ParseModule {
  Error: (new (code: number, message: string) => ParseError) & Record<string, number>
  User: { fromJSON(json: Record<string, unknown>): ParseUser }
}

export interface UserController {
  adapter: unknown
  sendVerificationEmail(user: Record<string, unknown>, req: unknown): Promise<void>
}

/** An adapter that may have something to close. */
export interface Stoppable {
  handleShutdown?(): unknown
  /** Of PostgreSQL. */
  _client?: { $pool: { totalCount: number; on(event: 'remove', listener: () => void): unknown } }
}

/** An auth provider as parse-server uses it. */
export interface Provider {
  validator: ((authData: unknown, ...rest: unknown[]) => Promise<unknown>) | undefined
  adapter: object
}

export interface AuthDataManager {
  getValidatorForProvider(name: string): Provider | undefined
}

export interface Logger {
  error(message: string, ...details: unknown[]): void
  warn(message: string, ...details: unknown[]): void
}

export interface ParseConfig {
  appId: string
  auth?: Record<string, unknown>
  convertEmailToLowercase?: boolean
  convertUsernameToLowercase?: boolean
  userController: UserController
  authDataManager: AuthDataManager
  databaseController: { adapter: Stoppable }
  filesController: { adapter: Stoppable }
  cacheController: { adapter: Stoppable }
  loggerController: Logger
}

export interface EmailTexts {
  defaultVerificationEmail: (email: unknown) => unknown
  defaultResetPasswordEmail: (email: unknown) => unknown
}

export interface AuthAdapterClass {
  new (): Record<string, unknown>
  prototype: Record<string, unknown>
}

export interface LiveQueryServer {
  shutdown(): Promise<void>
}

export interface ParseServer {
  config: ParseConfig
  readonly app: ExpressApp
  start(): Promise<unknown>
}

export interface ParseServerClass {
  new (options: Record<string, unknown>): ParseServer
  createLiveQueryServer(server: Server, config: unknown, options: unknown): Promise<LiveQueryServer>
}

export interface GraphQLContext {
  info: { sessionToken?: string }
  config: ParseConfig
  auth: GraphQLAuth
}

export interface GraphQLAuth {
  user?: unknown
  isMaster: boolean
}

export interface ObjectsMutations {
  createObject: (
    className: string,
    fields: unknown,
    config: unknown,
    auth: GraphQLAuth,
    info: unknown,
  ) => Promise<{ objectId: string }>
}

export interface ParseGraphQLSchema {
  viewerType: GraphQLObjectType
  handleError(error: unknown): never
  addGraphQLMutation(
    name: string,
    mutation: GraphQLFieldConfig<unknown, GraphQLContext>,
    ...rest: unknown[]
  ): unknown
}

export type ParseGraphQLServerClass = new (
  server: ParseServer,
  config: Record<string, unknown>,
) => { parseGraphQLSchema: ParseGraphQLSchema; applyGraphQL(app: ExpressApp): void }

export interface UsersQueries {
  getUserFromSessionToken(
    context: GraphQLContext,
    info: unknown,
    fieldPrefix: string,
    userId: false,
  ): Promise<unknown>
}

export interface LoginAsRequest {
  auth: { isMaster: boolean }
  body?: { userId?: unknown }
  query?: { userId?: unknown }
}

/** What a route's handler gets, and GraphQL gives to it. */
export interface RoutedRequest {
  body?: Record<string, unknown>
}

export type RouteHandler = (this: unknown, request: RoutedRequest) => Promise<unknown>

export interface UsersRouterClass {
  prototype: {
    handleLogInAs: (this: unknown, request: LoginAsRequest) => Promise<unknown>
    handleResetRequest: RouteHandler
    handleVerificationEmailRequest: RouteHandler
    _authenticateUserFromRequest: RouteHandler
  }
}

export interface ClassesRouterClass {
  JSONFromQuery(query: Record<string, unknown>): Record<string, unknown>
}

/** Who sent a request. */
export interface Auth {
  isMaster: boolean
}

/** A request's own configuration. */
export interface RequestConfig {
  database: {
    loadSchema(): Promise<{ schemaData: Partial<Record<string, { fields: Record<string, unknown> }>> }>
  }
}

export type Fields = Record<string, unknown>
export type On<Parameters extends unknown[]> = (
  config: RequestConfig,
  auth: Auth,
  className: string,
  ...parameters: Parameters
) => Promise<unknown>

/** What all that the API does with objects ends in. */
export interface Rest {
  create: On<[fields: Fields, ...rest: unknown[]]>
  update: On<[where: Fields, fields: Fields, ...rest: unknown[]]>
  find: On<[where: unknown, options: Fields | undefined, ...rest: unknown[]]>
  get: On<[objectId: unknown, options: Fields | undefined, ...rest: unknown[]]>
  del: On<unknown[]>
}

/** A plugin of the GraphQL server. */
export interface ComplexityPlugin {
  requestDidStart: (request: unknown) => {
    didResolveOperation: (resolved: { operation?: unknown }) => Promise<void>
  }
}

export interface QueryComplexity {
  createComplexityValidationPlugin: (getLimits: unknown) => ComplexityPlugin
  [guarded: symbol]: true | undefined
}
