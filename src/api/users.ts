/** `accounts.users`, as hosts see it. */
import type { AuditEntry } from './security'
import type { SessionInfo } from './sessions'

/** Why, and for how long. */
export interface BlockOptions {
  /** Told to whoever logs in as the user with the right credential, and to nobody else; 500 characters at most. */
  reason?: string
  /** When the block ends by itself, in a hundred years at most. @default never */
  until?: Date
}

/** What `userData.delete` and `userData.export` get. */
export interface UserDataRequest {
  userId: string
}

/** What is kept of a user. As JSON, its dates are texts of ISO 8601. */
export interface UserExport {
  exportedAt: Date
  /** The row as REST shows it to the master key, without `authData`, password and tokens. */
  user: Record<string, unknown>
  /**
   * Ways to log in beside the password, by the names of auth providers; of a second factor, and of an anonymous user,
   * only that there is one.
   */
  identities: { provider: string; id?: string }[]
  /** Names of the user's roles, those that they have by another role among them. */
  roles: string[]
  /** Those that have not expired, newest first. */
  sessions: SessionInfo[]
  /** Newest first. Of what operators did, without who and from where. */
  history: AuditEntry[]
  /** What `userData.export` has returned. */
  data?: unknown
}

/** A link with which a browser has a session of the user. */
export interface LogInLink {
  url: string
  /** Five minutes from now, and used once. */
  expiresAt: Date
}

/** `accounts.users`. All of it rejects with a `TypeError` for an id that is no text, or an empty one. */
export interface Users {
  /**
   * Keeps a user out: every log-in is refused with 119, and all sessions end, as by `sessions.revoke`. `loginAs` still
   * works. A second block takes the place of the first.
   * @returns whether there is such a user.
   * @throws {TypeError} for options that make no sense.
   */
  block(userId: string, options?: BlockOptions): Promise<boolean>
  /** Takes a block back. @returns whether there is such a user. */
  unblock(userId: string): Promise<boolean>
  /** Ends the lock after failed log-ins (`accountLockout`), and counts anew. @returns whether there is such a user. */
  unlock(userId: string): Promise<boolean>
  /**
   * Deletes a user with all that is theirs: sessions, mails that wait, places in roles, and what `userData.delete`
   * deletes, which is asked first. Tokens of providers from before open no session any more. `beforeDelete` and
   * `afterDelete` run as for any deletion.
   * @returns whether there was such a user.
   * @throws what `userData.delete`, or your `beforeDelete`, has thrown; Parse's error 141 when `userData.delete` has
   * not ended after 30 seconds. The user is still there, without sessions. Call it again.
   */
  delete(userId: string): Promise<boolean>
  /**
   * What is kept of a user, for JSON; without passwords, tokens and secrets.
   * @returns undefined where there is no such user.
   * @throws what `userData.export` has thrown; Parse's error 141 when it has not ended after 30 seconds, or has
   * returned what is no JSON.
   */
  export(userId: string): Promise<UserExport | undefined>
  /** Ends all sessions, as `sessions.revoke` does. @returns how many have ended. */
  revokeSessions(userId: string): Promise<number>
  /**
   * Sends the mail that verifies an address again.
   * @returns whether one is on its way. False: there is no such user; the address is verified, or has had too many mails
   * (`limits.mail`); or `verifyUserEmails` or `sendUserEmailVerification` wants none.
   * @throws {AccountsError} `ERR_MAIL` where no e-mail is configured.
   */
  sendVerification(userId: string): Promise<boolean>
  /**
   * Sends the mail with which a user chooses a new password.
   * @returns whether one is on its way. False: there is no such user; they have no address, or log in without a password;
   * or the address has had too many mails (`limits.mail`).
   * @throws {AccountsError} `ERR_MAIL` where no e-mail is configured.
   */
  sendReset(userId: string): Promise<boolean>
  /**
   * Log-ins, and what kept them from it, by the audit: newest first.
   * @param options.limit of entries, 100 by default
   * @throws {TypeError} for a limit that is no whole number above 0.
   */
  history(userId: string, options?: { limit?: number }): Promise<AuditEntry[]>
  /**
   * A link to a page at `/auth` that opens a session of the user, of an hour, in the browser that presses its button: once.
   * The security event `loginAs` tells of it, when it is used. Whoever has the link is the user: keep it out of mails
   * and logs.
   * @param options.operator who asks for it, for the event; 100 characters at most
   * @returns undefined where there is no such user.
   * @throws {AccountsError} `ERR_OPTIONS` with `pages: false`.
   */
  logInAs(userId: string, options?: { operator?: string }): Promise<LogInLink | undefined>
}
