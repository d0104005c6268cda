/** What `accounts.on('security')` reports. */

export const securityEventTypes = [
  'login',
  'loginFailed',
  'signUp',
  'invited',
  'logout',
  'loginAs',
  'accountLocked',
  'accountUnlocked',
  'userBlocked',
  'userUnblocked',
  'passwordChanged',
  'emailChangeRequested',
  'emailChangeStopped',
  'emailChanged',
  'verificationSent',
  'resetRequested',
  'passwordReset',
  'identityLinked',
  'identityUnlinked',
  'secondFactorAdded',
  'secondFactorRemoved',
  'roleChanged',
  'sessionRevoked',
  'userDeleted',
  'userExported',
  'limited',
] as const

export type SecurityEventType = (typeof securityEventTypes)[number]

/** Why a log-in failed, as far as a log may tell. */
export type FailureReason =
  'credentials' | 'locked' | 'blocked' | 'secondFactor' | 'unverified' | 'limited' | 'refused'

/** Something that matters to who looks after accounts. It holds no name, address, token or password of a user. */
export interface SecurityEvent {
  type: SecurityEventType
  at: Date
  /** Whose account it is, where that is known. */
  userId?: string
  /**
   * `master` where the master key was used, or the host has called `accounts.users`; or the id of the user, as an operator,
   * who did it to another one. Users who delete themselves have their own.
   */
  by?: string
  /** With the master key: the name that the call gives as `operator`. */
  operator?: string
  /** The way in: `password`, or the name of an auth provider. */
  provider?: string
  reason?: FailureReason
  /** The role, the session, or the limit it is about. */
  subject?: string
  /** Of the client; behind a proxy as Express' `trust proxy` has it. */
  ip?: string
  /** As `Firefox on Windows`. */
  device?: string
  installationId?: string
}

/** A security event as a row of the audit. */
export interface AuditEntry extends SecurityEvent {
  outcome: 'success' | 'failure'
}
