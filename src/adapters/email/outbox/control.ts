/** `accounts.outbox`, as hosts see it. */

/** A mail that is not delivered. */
export interface OutboxEntry {
  /** The left half of its Message-ID. */
  id: string
  kind: string
  to: string
  queuedAt: Date
  /** Tries that have failed. */
  attempts: number
  /** Of a queued mail. */
  nextTryAt: Date | undefined
  state: 'queued' | 'failed'
  /** Why the last try failed, in codes: never the content or a part of it. */
  reason: string | undefined
}

/** The mails that are kept. */
export interface OutboxControl {
  /**
   * Mails that are queued or were given up, oldest first.
   * @param filter.limit of entries, 100 by default
   */
  list(filter?: { state?: OutboxEntry['state']; limit?: number }): Promise<OutboxEntry[]>
  /** Tries a mail that was given up at once. @returns whether there is one */
  retry(id: string): Promise<boolean>
  /** Forgets a mail. @returns whether there was one */
  discard(id: string): Promise<boolean>
}
