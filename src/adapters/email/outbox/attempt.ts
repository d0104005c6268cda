/** One try to send a mail, with its lock renewed meanwhile and a limit of time. */
import pLimit from 'p-limit'
import { type Failure, failureOf, undecryptable } from './failure'
import type { Mails } from './mails'
import type { OutboxPolicy } from './policy'
import type { Seal } from './seal'
import type { MailJob } from './stored-mail'

/** Hands a mail over; rejects when it could not. */
export type Deliver = (content: unknown, delivery: { messageId: string; attempt: number }) => Promise<void>

/** What became of a try; a mail is dropped when it was discarded or replaced while it waited for others. */
export type Outcome = 'sent' | 'dropped' | Failure

/** What a try needs of the rest. */
export interface AttemptParts {
  mails: Mails
  seal: Seal
  policy: OutboxPolicy
  deliver: Deliver
  /** The right half of Message-IDs: the domain of the sender. */
  messageIdHost: string
}

/** Renews the lock of a mail under way. @returns ends it, and waits for the last renewal */
function keepLocked(mail: MailJob, { mails, policy }: AttemptParts): () => Promise<void> {
  let renewed = Promise.resolve()
  const renew = () => mails.save({ ...mail, lockedAt: new Date() }).catch(() => undefined)
  const timer = setInterval(() => void (renewed = renewed.then(renew)), (policy.lockSeconds * 1000) / 3)
  return () => {
    clearInterval(timer)
    return renewed
  }
}

/** Rejects with `ETIMEDOUT`, or with an AbortError when the outbox stops. Timers with a signal would cost a mail more. */
function limitOf({ deliverySeconds }: OutboxPolicy, signal: AbortSignal) {
  let callOff: () => void = () => undefined
  const reached = new Promise<never>((_resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error)
    const onTime = () => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }))
    const timer = setTimeout(onTime, deliverySeconds * 1000)
    signal.addEventListener('abort', onAbort)
    callOff = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    }
  })
  return { reached, callOff }
}

/** @throws what `deliver` threw, or `ETIMEDOUT`, or an AbortError when the outbox stops */
async function deliverInTime(content: unknown, mail: MailJob, parts: AttemptParts, signal: AbortSignal) {
  const { deliver, messageIdHost, policy } = parts
  signal.throwIfAborted()
  const { reached, callOff } = limitOf(policy, signal)
  const messageId = `<${mail.data.mailId}@${messageIdHost}>`
  try {
    await Promise.race([deliver(content, { messageId, attempt: (mail.failCount ?? 0) + 1 }), reached])
  } finally {
    callOff()
  }
}

async function attempt(mail: MailJob, parts: AttemptParts, signal: AbortSignal): Promise<Outcome> {
  let content: unknown
  try {
    content = parts.seal.open(mail.data)
  } catch {
    return undecryptable
  }
  try {
    await deliverInTime(content, mail, parts, signal)
    return 'sent'
  } catch (thrown) {
    return failureOf(thrown)
  }
}

/** Whether a mail was discarded or replaced. Without a database nobody knows, and it is sent. */
const isDropped = async ({ mails }: AttemptParts, mail: MailJob): Promise<boolean> =>
  !(await mails.isKept(mail).catch(() => true))

/** @returns a function that sends a mail when others are sent; until then it stays claimed */
export function createAttempt(parts: AttemptParts) {
  const { concurrency, staleSeconds } = parts.policy
  const inTurn = pLimit(concurrency)

  return async function send(mail: MailJob, signal: AbortSignal): Promise<Outcome> {
    const staleAt = Date.now() + staleSeconds * 1000
    const release = keepLocked(mail, parts)
    try {
      return await inTurn(async () => {
        if (Date.now() >= staleAt && (await isDropped(parts, mail))) return 'dropped'
        return attempt(mail, parts, signal)
      })
    } finally {
      await release()
    }
  }
}
