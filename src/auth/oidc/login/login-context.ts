/** What a log-in is asked with and answered with, and what is known of it while parse-server carries it out. */
import type { UserProfile } from '../options'
import type { Row, Auth, Fields, RequestConfig } from '../../../parse/internals'
import type { Identity } from '../token/identity'
import { createScope } from '../../../parse/request/scope'

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

/** A verified identity, and all that is told of it. */
export type Told = Pick<LogInRequest, 'config' | 'identity'>

/**
 * Writes what a user is told to be by an identity, where a session of before is taken up again.
 * @throws {Parse.Error} 205 for whoever must not log in before the e-mail address is verified
 */
export type CatchUp = (told: Told, user: Row) => Promise<Row>

/** A log-in under way, of a verified identity. */
export interface LogInContext {
  /** Its key in `authData`. */
  provider: string
  identity: Identity
  /** Runs when no user has the identity yet, before one is created. */
  onSetUp?: () => Promise<void>
  /** Fields for the user who is created. */
  profile?: UserProfile
  /** The user's row, in which parse-server has found the identity and nothing but that. */
  found?: Row | undefined
  /** Runs when a user has the identity, before anybody is asked about the log-in. @returns the user as they will be */
  onFound?: (user: Row) => Promise<Row>
  /** What it changes of that user, which is not written yet. */
  changes?: UserProfile
  /** What the session gets on top of what every session has. */
  session?: Record<string, unknown> | undefined
}

const logIns = createScope<LogInContext>('log-in')

/** Runs an action, and all that it calls, within a log-in. */
export const withinLogIn = <Result>(context: LogInContext, action: () => Promise<Result>): Promise<Result> =>
  logIns.run(context, action)

/** The log-in under way; undefined outside of one. */
export const currentLogIn = (): LogInContext | undefined => logIns.get()
