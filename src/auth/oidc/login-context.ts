/** What is known of a log-in with Auth0 while parse-server carries it out, wherever it asks. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { UserProfile } from './options'
import type { Row } from '../../parse/internals'
import type { Identity } from './token/identity'

/** A log-in under way, of a verified identity. */
export interface LogInContext {
  identity: Identity
  /** Runs when no user has the identity yet, before one is created. */
  onSetUp?: () => Promise<void>
  /** Fields for the user who is created. */
  profile?: UserProfile
  /** The user's row, in which parse-server has found the identity and nothing but that. */
  found?: Row | undefined
  /** What the session gets on top of what every session has. */
  session?: Record<string, unknown> | undefined
}

const storage = new AsyncLocalStorage<LogInContext>()

/** Runs an action, and all that it calls, within a log-in. */
export const withinLogIn = <Result>(context: LogInContext, action: () => Promise<Result>): Promise<Result> =>
  storage.run(context, action)

/** The log-in under way; undefined outside of one. */
export const currentLogIn = (): LogInContext | undefined => storage.getStore()
