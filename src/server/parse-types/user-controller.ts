/** Types of what parse-server does with users' e-mails and passwords. */

export interface UserController {
  adapter: unknown
  /**
   * Puts a new token into the fields of a user, and notes in `storage` that a mail is due.
   * @returns whether the host's `verifyUserEmails` wants one
   */
  setEmailVerifyToken(user: Record<string, unknown>, question: object, storage?: object): Promise<boolean>
  sendVerificationEmail(user: Record<string, unknown>, req: unknown): Promise<void>
  /** Rejects with 101 when nobody has the address. */
  setPasswordResetToken(email: string): Promise<unknown>
  /** Writes a token, and hands the mail to the adapter. Rejects with 101 when nobody has the address. */
  sendPasswordResetEmail(email: string): Promise<unknown>
  /** Rejects when the token is no good. */
  verifyEmail(token: string): Promise<unknown>
}
