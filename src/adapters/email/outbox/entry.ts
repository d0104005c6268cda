/** What an operator sees of a mail. */
import { isQueued, type MailJob } from './stored-mail'

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

/** Leaves out the content, which only `deliver` gets. */
export function entryOf(mail: MailJob): OutboxEntry {
  const { mailId, kind, to, queuedAt } = mail.data
  return {
    id: mailId,
    kind,
    to,
    queuedAt: new Date(queuedAt),
    attempts: mail.failCount ?? 0,
    nextTryAt: isQueued(mail) ? mail.nextRunAt : undefined,
    state: isQueued(mail) ? 'queued' : 'failed',
    reason: mail.failReason,
  }
}
