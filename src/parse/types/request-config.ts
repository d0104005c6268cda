/** Types of a request's own configuration, and of what it does with users' e-mails and passwords. */
import type { AuthDataManager } from './auth-providers'
import type { Database, Row, SessionCache } from './database'

export interface UserController {
  adapter: unknown
  /** A new one each time. */
  readonly config: RequestConfig
  /**
   * Puts a new token into the fields of a user, and notes in `storage` that a mail is due.
   * @returns whether the host's `verifyUserEmails` wants one
   */
  setEmailVerifyToken(user: Record<string, unknown>, question: object, storage?: object): Promise<boolean>
  /**
   * Gives a user a new token, where the one that there is can't be sent again. Resolves to nothing when no mail is due.
   * @param user as read from the database; gets the token
   */
  regenerateEmailVerifyToken: (this: UserController, user: Row, ...question: unknown[]) => Promise<unknown>
  sendVerificationEmail(
    this: UserController,
    user: Record<string, unknown>,
    /** Of a write. */
    req: { auth?: { config?: { database: Database } } } | undefined,
  ): Promise<void>
  /** Asked for by the page of a link that is no good: by user name, or by the token of the link. */
  resendVerificationEmail(
    this: UserController,
    username: unknown,
    req: unknown,
    token: unknown,
  ): Promise<unknown>
  /** Rejects with 101 when nobody has the address. */
  setPasswordResetToken: (this: UserController, email: string) => Promise<unknown>
  /** Writes a token, and hands the mail to the adapter. Rejects with 101 when nobody has the address. */
  sendPasswordResetEmail: (this: UserController, email: string) => Promise<unknown>
  /** Rejects when the token is no good. */
  updatePassword(token: unknown, password: unknown): Promise<unknown>
  /** Rejects when the token is no good. */
  verifyEmail(token: string): Promise<unknown>
  /** The user whose token for a new password it is. Rejects with a text when it is no good. */
  checkResetTokenValidity(token: string): Promise<Row>
}

/** What the host asks of passwords, as far as others look at it. */
export interface PasswordPolicy {
  doNotAllowUsername?: boolean
  /** Seconds. */
  resetTokenValidityDuration?: number
}

/** A limit of `parseServer.rateLimit`. */
export interface RateLimit {
  path: { regexp: RegExp }
  errorResponseMessage: string
  /** Calls `next` with an error when there were too many. */
  handler: (req: object, res: object, next: (error?: unknown) => void) => Promise<void>
}

/** A request's own configuration. */
export interface RequestConfig {
  applicationId: string
  convertEmailToLowercase?: boolean
  convertUsernameToLowercase?: boolean
  /** Whether addresses are verified, or a function that says so. */
  verifyUserEmails?: unknown
  /** Whether the links for that are mailed, or a function that says so. */
  sendUserEmailVerification?: unknown
  /** Whether a new password ends all sessions. */
  revokeSessionOnPasswordReset?: boolean
  passwordPolicy?: PasswordPolicy
  /** Where accounts are locked after failed log-ins. */
  accountLockout?: { duration: number; threshold: number; unlockOnPasswordReset?: boolean } | false
  database: Database
  cacheController: { user: SessionCache }
  userController: UserController
  authDataManager: AuthDataManager
  /** The providers of `parseServer.auth`. */
  auth?: Record<string, unknown>
  /** Whether users may read what is protected of themselves. */
  protectedFieldsOwnerExempt?: boolean
  enableProductPurchaseLegacyApi?: boolean
  serverURL?: string
  publicServerURL?: string
  headers?: unknown
  /** Seconds that a new session lasts. */
  sessionLength?: number | undefined
  expireInactiveSessions?: boolean | undefined
  extendSessionOnUse?: boolean | undefined
  /** At which level a trigger is logged. */
  logLevels?: { triggerAfter: string; triggerBeforeSuccess: string; triggerBeforeError: string }
  ip?: string | undefined
  /** Of `rateLimit`. */
  rateLimits?: RateLimit[]
  requestComplexity?: { batchRequestLimit?: number }
}
