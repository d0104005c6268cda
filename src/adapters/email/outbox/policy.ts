/** How long mails are tried, kept and locked. */

/** Specs are faster. */
export interface OutboxPolicy {
  /** Mails that one node sends at a time: more than nodemailer's five connections, which then never wait for the next. */
  concurrency: number
  /** Of those that have a receiver, how many to the same one. */
  perReceiver: number
  /** Mails that one node has claimed: those that come next among them, as several at once are cheaper to look up. */
  claims: number
  /** A mail that had to wait so long until others were sent is looked up again: it may have been replaced. */
  staleSeconds: number
  /** How often a node looks for mails that others left. Its own mails wake it up. */
  pollSeconds: number
  /** A node that dies holds its mails this long; one that lives renews its locks. */
  lockSeconds: number
  /** A delivery without an answer has failed. nodemailer has limits of its own, and says better what is wrong. */
  deliverySeconds: number
  firstRetrySeconds: number
  longestRetrySeconds: number
  /** A mail is given up when it has been tried so often and is so old. */
  leastTries: number
  giveUpSeconds: number
  /** How long a mail that was given up can still be looked at and retried. */
  keepSeconds: number
}

const day = 86_400

export const defaultPolicy: OutboxPolicy = {
  concurrency: 8,
  perReceiver: 8,
  claims: 32,
  staleSeconds: 1,
  pollSeconds: 5,
  lockSeconds: 60,
  deliverySeconds: 180,
  firstRetrySeconds: 2,
  longestRetrySeconds: 3600,
  leastTries: 16,
  giveUpSeconds: 2 * day,
  keepSeconds: 14 * day,
}

const factor = 3
/** A fifth more or less, so that the mails of an outage do not all come back at once. */
const jitter = 0.2

/** @param tries that have failed so far, one at least */
export function retryDelayMs({ firstRetrySeconds, longestRetrySeconds }: OutboxPolicy, tries: number) {
  const seconds = Math.min(firstRetrySeconds * factor ** (tries - 1), longestRetrySeconds)
  return seconds * 1000 * (1 - jitter + 2 * jitter * Math.random())
}

/** @param queuedAt in milliseconds since 1970 */
export const isOver = ({ leastTries, giveUpSeconds }: OutboxPolicy, tries: number, queuedAt: number) =>
  tries >= leastTries && Date.now() - queuedAt >= giveUpSeconds * 1000
