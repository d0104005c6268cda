/** `accounts.outbox`, as hosts see it. */

/** A mail that is not delivered. */
export interface OutboxEntry {
  /** The left half of its Message-ID. */
  id: string
  /** `verification`, `passwordReset`, the name of another template, or `message` for `Parse.Cloud.sendEmail`. */
  kind: string
  /** Address of the recipient; of several, the first. */
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

/** What this process has done since its start. */
export interface OutboxCounts {
  queued: number
  delivered: number
  /** Given up. */
  failed: number
  /** Tries that failed and are repeated. */
  retried: number
}

/** The mails that are kept. */
export interface OutboxControl {
  /**
   * Mails that are queued or were given up, oldest first.
   * @param filter.limit of entries, 100 by default
   * @throws {TypeError} for another state or a limit below 1
   */
  list(filter?: { state?: OutboxEntry['state']; limit?: number }): Promise<OutboxEntry[]>
  /** Tries a mail at once, whether it waits or was given up. @returns whether there is one */
  retry(id: string): Promise<boolean>
  /** Forgets a mail. @returns whether there was one */
  discard(id: string): Promise<boolean>
  /** For metrics. Unlike the others, it can always be called. */
  counts(): OutboxCounts
}
