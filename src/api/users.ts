/** `accounts.users`, as hosts see it. */

/** Why, and for how long. */
export interface BlockOptions {
  /** Told to whoever logs in as the user with the right credential, and to nobody else; 500 characters at most. */
  reason?: string
  /** When the block ends by itself. @default never */
  until?: Date
}

/** `accounts.users`. */
export interface Users {
  /**
   * Keeps a user out: every log-in is refused with 119, and all sessions end, as by `sessions.revoke`. `loginAs` still works.
   * A second block takes the place of the first.
   * @returns whether there is such a user.
   * @throws {TypeError} for options that make no sense.
   */
  block(userId: string, options?: BlockOptions): Promise<boolean>
  /** Takes a block back. @returns whether there is such a user. */
  unblock(userId: string): Promise<boolean>
  /** Ends the lock after failed log-ins (`accountLockout`), and counts anew. @returns whether there is such a user. */
  unlock(userId: string): Promise<boolean>
}
