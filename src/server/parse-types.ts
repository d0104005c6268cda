/** Types of parse-server's own modules, where its own are incomplete or missing. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

export type Next = (error?: unknown) => void
export type Request = IncomingMessage & {
  originalUrl: string
  /** The method before parse-server replaced it by `_method`. */
  originalMethod?: string
  path: string
  ip?: string | undefined
  body?: unknown
  query: Record<string, unknown>
  /** Of the route's path. */
  params: Record<string, string | undefined>
  /** What parse-server has read from the headers, or from a body that has it instead. */
  info?: { installationId?: unknown; sessionToken?: unknown; context?: unknown }
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
  /** What the responses of this app, and of those mounted on it, inherit from. */
  response: Response
  use(...handlers: (Handler | ErrorHandler | ExpressApp)[]): void
  use(path: string | string[], ...handlers: (Handler | ErrorHandler | ExpressApp)[]): void
  get(path: string, ...handlers: Handler[]): void
  post(path: string, ...handlers: Handler[]): void
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

export interface Express {
  (): ExpressApp
  /** A handler that parses bodies of up to 100 kB. */
  json(): Handler
}

export interface ParseUser {
  id?: string
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
  /** Rejects with 101 when nobody has the address. */
  setPasswordResetToken(email: string): Promise<unknown>
}

/** An adapter that may have something to close. */
export interface Stoppable {
  handleShutdown?(): unknown
  /** Of PostgreSQL. */
  _client?: { $pool: { totalCount: number; on(event: 'remove', listener: () => void): unknown } }
  /** Of MongoDB, once it is connected. */
  client?: object
  database?: { databaseName: string }
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
  /** What all the others end in, where their level is logged. */
  log(level: string, args: Iterable<unknown>): void
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
  databaseController: Database & { adapter: Stoppable }
  filesController: { adapter: Stoppable }
  cacheController: { adapter: Stoppable; user: SessionCache }
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

/** A socket of LiveQuery, and what it has subscribed to. */
export interface LiveQueryClient {
  sessionToken?: string | undefined
  subscriptionInfos: Map<unknown, { sessionToken?: string }>
  parseWebSocket: { ws: { close(): void } }
}

export interface LiveQueryServer {
  clients: Map<unknown, LiveQueryClient>
  /** Who a session belongs to. */
  authCache: { delete(sessionToken: string): void }
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

export interface LoginAsRequest {
  auth: { isMaster: boolean }
  body?: { userId?: unknown }
  query?: { userId?: unknown }
}

/** What a route's handler gets, and GraphQL gives to it. */
export interface RoutedRequest {
  body?: Record<string, unknown>
  info?: { sessionToken?: unknown; context?: unknown }
  auth?: Auth
  config: RequestConfig
}

export type RouteHandler = (this: unknown, request: RoutedRequest) => Promise<unknown>

export interface UsersRouterClass {
  prototype: {
    handleLogInAs: (this: unknown, request: LoginAsRequest) => Promise<unknown>
    handleLogIn: RouteHandler
    handleLogOut: RouteHandler
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
  isMaintenance?: boolean
  installationId?: string | undefined
  user?: ParseUser | undefined
}

/** parse-server's functions around `Auth`. */
export interface AuthModule {
  Auth: new (parts: {
    config: RequestConfig
    installationId?: string | undefined
    isMaster: boolean
    user?: ParseUser
  }) => Auth
  master(config: RequestConfig): Auth
  /** @throws {Parse.Error} 209 when there is no such session, or it has expired. */
  getAuthForSessionToken(parts: { config: RequestConfig; sessionToken: string }): Promise<Auth>
}

/** A row as the database controller gives it. */
export type Row = Record<string, unknown>

/** The classes and their fields. */
export interface Schema {
  schemaData: Partial<Record<string, { fields: Record<string, unknown> }>>
  /** Adds the fields that are new to the class. Rejects with 111 where one has another type. */
  validateObject(className: string, object: Row, query: object): Promise<unknown>
}

/** Access to the database without permissions, triggers and checks. */
export interface Database {
  loadSchema(): Promise<Schema>
  find(
    className: string,
    where: object,
    options?: { limit?: number; caseInsensitive?: boolean; sort?: Record<string, 1 | -1> },
  ): Promise<Row[]>
  /** Rejects with 101 when no object fits. */
  update(className: string, where: object, fields: object, options?: object): Promise<unknown>
  /** Rejects with 101 when no object fits. */
  destroy(className: string, where: object): Promise<unknown>
}

/** The users of sessions that were used a moment ago. */
export interface SessionCache {
  put(sessionToken: string, user: unknown, ttlMs?: number): Promise<unknown>
  del(sessionToken: string): Promise<unknown>
}

/** A request's own configuration. */
export interface RequestConfig {
  applicationId: string
  database: Database
  cacheController: { user: SessionCache }
  headers?: unknown
  ip?: string | undefined
}

/** What a new session is made of. */
export interface NewSession {
  userId: string
  createdWith?: { action: string; authProvider?: string; sid?: string }
  installationId?: string
  additionalSessionData?: Record<string, unknown>
}

/** What writes one object. */
export interface RestWriteClass {
  createSession(config: RequestConfig, session: NewSession): unknown
  prototype: {
    checkRestrictedFields(this: RestWrite): Promise<void>
  }
}

/** One write, on its way. */
export interface RestWrite {
  config: RequestConfig
  className: string
  /** What is updated; none where something is created. */
  query: object | null
  data: Row
}

export interface Triggers {
  _unregisterAll(): void
  /** Rejects with what the trigger threw. */
  maybeRunTrigger(
    type: 'beforeLogin' | 'afterLogin',
    auth: Auth,
    object: ParseUser,
    original: null,
    config: RequestConfig,
    context: unknown,
  ): Promise<unknown>
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

export interface ConfigClass {
  validateOptions(options: Record<string, unknown>): void
  /** The configuration of an app for one request; undefined for an unknown app. */
  get(appId: string, mount?: string): KeyedConfig | undefined
}

/** A request's own configuration, before its keys are loaded. */
export interface KeyedConfig extends RequestConfig {
  loadMasterKey(): Promise<string>
}

export interface Middlewares {
  /** Writes the CORS headers; answers OPTIONS. */
  allowCrossDomain(appId: string): Handler
}

export interface PasswordModule {
  compare(password: string, hash: string): Promise<boolean>
}
