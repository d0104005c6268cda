/** Whether a mail may be sent, or has to wait for others to its recipient. */
import { isEarlier, isQueued, isReplaced, type MailJob } from './stored-mail'

/**
 * When a claimed mail may be sent: now, being alone or the first of several to its recipient; later; or never: it was
 * given up long ago, or a newer one replaces it.
 */
export type Turn = 'alone' | 'first' | 'never' | Date

/** Until a mail that waits for another, which is under way, looks again. */
const waitMs = 1000

/** @param stored mails, those to the same recipient among them */
export function decideTurn(mail: MailJob, stored: MailJob[]): Turn {
  const queued = stored.filter((other) => isQueued(other) && other.data.to === mail.data.to)
  if (!isQueued(mail) || isReplaced(mail, queued)) return 'never'
  const earlier = queued.filter((other) => isEarlier(other, mail))
  if (earlier.length === 0) return queued.some((other) => isEarlier(mail, other)) ? 'first' : 'alone'
  const dueAt = earlier.map(({ nextRunAt }) => nextRunAt.getTime() + 1)
  return new Date(Math.max(Date.now() + waitMs, ...dueAt))
}
