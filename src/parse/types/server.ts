/** Types of a Parse Server as a whole: its configuration and its controllers. */
import type { Server } from 'node:http'
import type { AuthDataManager } from './auth-providers'
import type { Database, DatabaseAdapter, SessionCache, Stoppable } from './database'
import type { ExpressApp } from './http'
import type { LiveQueryServer } from './live-query'
import type { RequestConfig, UserController } from './request-config'

export interface EmailTexts {
  defaultVerificationEmail: (email: unknown) => unknown
  defaultResetPasswordEmail: (email: unknown) => unknown
}

export interface AuthAdapterClass {
  new (): Record<string, unknown>
  prototype: Record<string, unknown>
}

export interface Logger {
  adapter: { log(...args: unknown[]): void }
  /** What all the others end in, where their level is logged. */
  log(level: string, args: Iterable<unknown>): void
  error(message: string, ...details: unknown[]): void
  info(message: string, ...details: unknown[]): void
  warn(message: string, ...details: unknown[]): void
}

/** The pages behind the links in e-mails: Parse Server's own, unless the host keeps a folder of its own. */
export interface PagesOptions {
  pagesEndpoint?: string
  pagesPath?: string
  customRoutes?: unknown[]
  customUrls?: Record<string, unknown>
}

/** What the host says of a class; what it doesn't, the migrations at the start may delete. */
export interface ClassDefinition {
  className: string
  fields?: Record<string, unknown>
  indexes?: Record<string, unknown>
}

export interface ParseConfig {
  appId: string
  /** @param duration minutes */
  accountLockout?: { duration: number; threshold: number }
  auth?: Record<string, unknown>
  convertEmailToLowercase?: boolean
  convertUsernameToLowercase?: boolean
  /** Whether new sessions have an end by themselves. */
  expireInactiveSessions?: boolean
  /** A number of bytes, or as "20mb". */
  maxUploadSize?: string | number
  /** Characters of an id. */
  objectIdSize?: number
  pages?: PagesOptions
  /** Seconds that a new session lasts. */
  sessionLength?: number
  /** The host's classes. */
  schema?: {
    beforeMigration?: () => unknown
    afterMigration?: () => unknown
    definitions?: ClassDefinition[]
  }
  userController: UserController
  authDataManager: AuthDataManager
  databaseController: Database & { adapter: Stoppable & DatabaseAdapter }
  filesController: { adapter: Stoppable }
  cacheController: { adapter: Stoppable; user: SessionCache }
  loggerController: Logger
}

export interface ConfigClass {
  validateOptions(options: Record<string, unknown>): void
  /** The configuration of an app for one request; undefined for an unknown app. */
  get(appId: string, mount?: string): KeyedConfig | undefined
}

/** A request's own configuration, before its keys are loaded. */
export interface KeyedConfig extends RequestConfig {
  appName: string
  publicServerURL: string
  verifyEmailURL: string
  /** Page of the host in which the pages behind links are shown. */
  parseFrameURL?: string
  /** Seconds. */
  emailVerifyTokenValidityDuration?: number
  loadMasterKey(): Promise<string>
}

/** The apps whose Parse Server was constructed in this process, by their ids. */
export interface AppCache {
  cache: Record<string, unknown>
  del(appId: string): void
}

/** What parse-server's router is made of. */
export interface RouterParts {
  appId: string
  options: { enableProductPurchaseLegacyApi?: boolean | undefined }
}

/** The routes of the API. */
export interface Router {
  /** What answers there; nothing where nobody does. */
  match(method: string | undefined, path: string): object | undefined
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
