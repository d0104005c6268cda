/** The triggers of log-ins and log-outs, as hosts see them. */
import type Parse from 'parse/node'

/** What is on the request of `beforeLogin`, `afterLogin` and `afterLogout` beside what Parse Server's types have. */
export interface LogInDetails {
  /** `password`, or the name of the provider, as `auth0`; several with commas between. */
  provider: string
  /** Whether this log-in has created the user. */
  isNewUser: boolean
  userAgent?: string
}

type Handler = Parameters<typeof Parse.Cloud.beforeLogin>[0]

type Register = (
  handler: (request: Parameters<Handler>[0] & LogInDetails) => ReturnType<Handler>,
  validator?: Parameters<typeof Parse.Cloud.beforeLogin>[1],
) => void

/** `Parse`, as Cloud Code gets it. */
export type CloudParse = { Cloud: Record<'beforeLogin' | 'afterLogin', Register> } & typeof Parse

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
