/** Types of parse-server’s routers. */
import type { RequestConfig } from './request-config'
import type { Auth } from './rest'

export interface LoginAsRequest {
  auth: { isMaster: boolean }
  config: RequestConfig
  body?: { userId?: unknown; operator?: unknown }
  query?: { userId?: unknown; operator?: unknown }
}

/** What a route's handler gets, and GraphQL gives to it. */
export interface RoutedRequest {
  body?: Record<string, unknown>
  query?: Record<string, unknown>
  info?: { installationId?: unknown; sessionToken?: unknown; context?: unknown }
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
    handleVerifyPassword: RouteHandler
    _authenticateUserFromRequest: RouteHandler
  }
}

export interface SessionsRouterClass {
  prototype: {
    handleMe: RouteHandler
    handleUpdateToRevocableSession: RouteHandler
  }
}

/** A request to store a file, as its route's handler gets it. */
export interface UploadRequest {
  params: { filename: string }
  body: Buffer
  auth: Auth
  config: RequestConfig
  /** A header. */
  get(name: string): string | undefined
}

/** Where a file is, and under which name. */
export interface StoredFile {
  name: string
  url: string
}

/** What the handler does with an answer. */
export interface UploadAnswer {
  status(code: number): void
  set(name: string, value: string): void
  json(stored: StoredFile): void
}

export interface FilesRouterClass {
  prototype: {
    createHandler(req: UploadRequest, res: UploadAnswer, next: (refusal: unknown) => void): Promise<void>
  }
}

export interface ClassesRouterClass {
  JSONFromQuery(query: Record<string, unknown>): Record<string, unknown>
}
