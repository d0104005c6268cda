/** What a log-in with Auth0 is asked with, and answered with. */
import type { Auth, Fields, RequestConfig } from '../../parse/internals'
import type { Identity } from './token/identity'

/** Who wants to log in, and how. */
export interface LogInRequest {
  config: RequestConfig
  auth: Auth
  identity: Identity
  /** Fields for the user, if one is created. */
  fields: Fields
  context: unknown
  /** Claims about the user beyond those of the token; asked for when a user is created. */
  loadClaims: () => Promise<Record<string, unknown> | undefined>
  /** What the session gets on top of what every session has. */
  session?: Record<string, unknown>
}

/** What parse-server answers to a log-in or a sign-up. */
export interface LogInAnswer {
  status?: number
  response: Fields & { sessionToken?: string | undefined }
}

/** Logs in, and creates the user at the first time. */
export type LogIn = (request: LogInRequest) => Promise<LogInAnswer>
