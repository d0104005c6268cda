/** The triggers of log-ins and log-outs, as hosts see them. */
import type Parse from 'parse/node'

/** What `accounts.on('triggerFailed')` reports. */
export interface TriggerFailure {
  trigger: 'beforeLogin' | 'afterLogin' | 'afterLogout'
  /** `timeout`: it was cut off after `triggers.timeoutSeconds`. `threw`: it failed after what it was told of was done. */
  reason: 'timeout' | 'threw'
  /** What it threw, in words. */
  message: string
  /** Whose log-in or log-out it is. */
  userId?: string
}

/** What a trigger of log-ins and log-outs is told beside what Parse Server tells. */
export interface LogInContext {
  /** `password`, or the name of an auth provider, as `auth0`. */
  provider: string
  /** Whether this log-in has created the user. */
  isNewUser: boolean
  userAgent?: string
  installationId?: string
}

type Handler = Parameters<typeof Parse.Cloud.beforeLogin>[0]

type Register = (
  handler: (request: Parameters<Handler>[0] & LogInContext) => ReturnType<Handler>,
  validator?: Parameters<typeof Parse.Cloud.beforeLogin>[1],
) => void

/** `Parse`, as Cloud Code gets it. */
export type CloudParse = { Cloud: Record<'beforeLogin' | 'afterLogin', Register> } & typeof Parse
