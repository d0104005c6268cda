/**
 * The one door to parse-server's own modules. They are loaded from the copy that the host installed, with
 * that copy's dependencies, so that there is one Parse, one Express 5 and one graphql. Types are given here,
 * because parse-server's own are incomplete.
 */
import { createRequire } from 'node:module'
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
  use(path: string, ...handlers: (Handler | ErrorHandler | ExpressApp)[]): void
  disable(setting: string): void
}

interface RouterLayerClass {
  new (
    path: string,
    options: object,
    handler: () => void,
  ): { params?: unknown; match: (path: string) => unknown }
  prototype: object
}

type Express = () => ExpressApp

export interface ParseUser {
  get(field: string): unknown
  toJSON(): Record<string, unknown>
}

interface ParseError extends Error {
  code: number
}

interface ParseModule {
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

interface AuthDataManager {
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

interface EmailTexts {
  defaultVerificationEmail: (email: unknown) => unknown
  defaultResetPasswordEmail: (email: unknown) => unknown
}

interface AuthAdapterClass {
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

interface ParseServerClass {
  new (options: Record<string, unknown>): ParseServer
  createLiveQueryServer(server: Server, config: unknown, options: unknown): Promise<LiveQueryServer>
}

export interface GraphQLContext {
  info: { sessionToken?: string }
  config: ParseConfig
  auth: GraphQLAuth
}

interface GraphQLAuth {
  user?: unknown
  isMaster: boolean
}

interface ObjectsMutations {
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

type ParseGraphQLServerClass = new (
  server: ParseServer,
  config: Record<string, unknown>,
) => { parseGraphQLSchema: ParseGraphQLSchema; applyGraphQL(app: ExpressApp): void }

interface UsersQueries {
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

type RouteHandler = (this: unknown, request: RoutedRequest) => Promise<unknown>

interface UsersRouterClass {
  prototype: {
    handleLogInAs: (this: unknown, request: LoginAsRequest) => Promise<unknown>
    handleResetRequest: RouteHandler
    handleVerificationEmailRequest: RouteHandler
    _authenticateUserFromRequest: RouteHandler
  }
}

interface ClassesRouterClass {
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

type Fields = Record<string, unknown>
type On<Parameters extends unknown[]> = (
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
interface ComplexityPlugin {
  requestDidStart: (request: unknown) => {
    didResolveOperation: (resolved: { operation?: unknown }) => Promise<void>
  }
}

interface QueryComplexity {
  createComplexityValidationPlugin: (getLimits: unknown) => ComplexityPlugin
  [guarded: symbol]: true | undefined
}

/** `require` as parse-server's own modules have it. */
export const requireFromParseServer = createRequire(require.resolve('parse-server'))

const loaded = new Map<string, unknown>()

/**
 * Loads from parse-server a package that it depends on, or (`./…`) a module of its own. Remembers it: `require`
 * looks at files each time, and some are asked for in every request.
 */
function load(name: string): unknown {
  if (!loaded.has(name)) loaded.set(name, requireFromParseServer(name))
  return loaded.get(name)
}

/** Each module, loaded when it is first asked for: importing this package must stay cheap. */
export const internals = {
  express: () => load('express') as Express,
  RouterLayer: () => load('router/lib/layer') as RouterLayerClass,
  WebSocketServer: () => (load('ws') as typeof import('ws')).WebSocketServer,
  graphql: () => load('graphql') as typeof import('graphql'),
  listFields: () => load('graphql-list-fields') as (info: unknown) => string[],
  Parse: () => (load('parse/node') as { Parse: ParseModule }).Parse,
  ParseServer: () => (load('./index') as { ParseServer: ParseServerClass }).ParseServer,
  ParseGraphQLServer: () =>
    (load('./GraphQL/ParseGraphQLServer') as { ParseGraphQLServer: ParseGraphQLServerClass })
      .ParseGraphQLServer,
  queryComplexity: () => load('./GraphQL/helpers/queryComplexity') as QueryComplexity,
  objectsMutations: () => load('./GraphQL/helpers/objectsMutations') as ObjectsMutations,
  usersQueries: () => load('./GraphQL/loaders/usersQueries') as UsersQueries,
  rest: () => load('./rest') as Rest,
  Config: () => load('./Config') as { validateOptions(options: Record<string, unknown>): void },
  defaults: () => (load('./defaults') as { default: Record<string, unknown> }).default,
  appCache: () => (load('./cache') as { default: { del(appId: string): void } }).default,
  schemaCache: () => (load('./Adapters/Cache/SchemaCache') as { default: { clear(): void } }).default,
  triggers: () => load('./triggers') as { _unregisterAll(): void },
  loadAdapter: () =>
    (load('./Adapters/AdapterLoader') as { loadAdapter: (adapter: unknown) => unknown }).loadAdapter,
  loadAuthAdapter: () =>
    (load('./Adapters/Auth') as { loadAuthAdapter: (name: string, auth: Record<string, unknown>) => unknown })
      .loadAuthAdapter,
  AuthAdapter: () => (load('./Adapters/Auth/AuthAdapter') as { default: AuthAdapterClass }).default,
  ClassesRouter: () =>
    (load('./Routers/ClassesRouter') as { ClassesRouter: ClassesRouterClass }).ClassesRouter,
  UsersRouter: () => (load('./Routers/UsersRouter') as { UsersRouter: UsersRouterClass }).UsersRouter,
  emailTexts: () =>
    (load('./Controllers/UserController') as { default: { prototype: EmailTexts } }).default.prototype,
}
