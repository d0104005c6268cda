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
