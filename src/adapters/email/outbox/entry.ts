/** What an operator sees of a mail. */
import { isQueued, type MailJob } from './stored-mail'
import type { OutboxEntry } from '../../../api/outbox'

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

/** @throws TypeError for a filter that a program without types may come with */
export function assertFilter(state: unknown, limit: number): void {
  if (state !== undefined && state !== 'queued' && state !== 'failed')
    throw new TypeError('list() expects "queued" or "failed" as the state, or none.')
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new TypeError('list() expects a whole number above 0 as the limit.')
}
