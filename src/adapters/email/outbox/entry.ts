/** What an operator sees of a mail. */
import { isQueued, type MailJob } from './stored-mail'
import type { OutboxEntry } from './control'

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
