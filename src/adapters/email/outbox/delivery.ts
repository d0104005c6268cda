/** What is done with a mail that this node has claimed: it is sent, tried again later, or given up. */
import { setTimeout as delay } from 'node:timers/promises'
import { reasonOf } from '../../../errors'
import { type AttemptParts, createAttempt } from './attempt'
import type { Failure } from './failure'
import type { OutageLog } from '../../outage'
import { isOver, type OutboxPolicy, retryDelayMs } from './policy'
import type { MailJob } from './stored-mail'

/** What a delivery needs of the rest. */
export interface DeliveryParts extends AttemptParts {
  outage: OutageLog
  on: { delivered(): void; retried(mail: MailJob): void; givenUp(mail: MailJob): void }
}

const persistAgainMs = 1000

/** Repeats what needs the database until that is there: what was sent must not be sent again when it is back. */
const createPersist =
  (outage: OutageLog) =>
  async <Result>(use: () => Promise<Result>, signal: AbortSignal) => {
    for (;;) {
      try {
        const result = await use()
        outage.over()
        return result
      } catch (thrown) {
        outage.met(reasonOf(thrown))
        await delay(persistAgainMs, undefined, { signal })
      }
    }
  }

/** The mail after a try that has failed. */
function failed(mail: MailJob, { reason, isPermanent }: Failure, policy: OutboxPolicy): MailJob {
  const tries = (mail.failCount ?? 0) + 1
  const isGivenUp = isPermanent || isOver(policy, tries, mail.data.queuedAt)
  const delayMs = isGivenUp ? policy.keepSeconds * 1000 : retryDelayMs(policy, tries)
  return {
    ...mail,
    failCount: tries,
    failReason: reason,
    lockedAt: undefined,
    failedAt: isGivenUp ? new Date() : undefined,
    nextRunAt: new Date(Date.now() + delayMs),
  }
}

/** @returns a function that resolves with the time when the mail is due again, if it is */
export function createDelivery(parts: DeliveryParts) {
  const { mails, policy, on } = parts
  const persist = createPersist(parts.outage)
  const send = createAttempt(parts)
  /** Recipients of the mails that are being sent for the first time, and whether others to them wait. */
  const awaited = new Map<string, boolean>()

  /** A mail that another node has claimed meanwhile looks again by itself, a second later. */
  async function releaseAwaiting({ data }: MailJob): Promise<void> {
    if (awaited.get(data.to)) await mails.releaseNext(data.to)
  }

  async function forget(mail: MailJob): Promise<void> {
    await mails.forget(mail)
    await releaseAwaiting(mail)
  }

  async function putOff(mail: MailJob): Promise<void> {
    await mails.save(mail)
    await releaseAwaiting(mail)
  }

  async function finish(mail: MailJob, signal: AbortSignal): Promise<undefined> {
    on.delivered()
    await persist(() => forget(mail), signal)
  }

  async function drop(mail: MailJob, signal: AbortSignal): Promise<undefined> {
    await persist(() => mails.remove(mail), signal)
  }

  async function settle(mail: MailJob, failure: Failure, signal: AbortSignal): Promise<Date | undefined> {
    const next = failed(mail, failure, policy)
    await persist(() => putOff(next), signal)
    if (next.failedAt) on.givenUp(next)
    else on.retried(next)
    return next.failedAt ? undefined : next.nextRunAt
  }

  async function trySending(mail: MailJob, signal: AbortSignal): Promise<Date | undefined> {
    const outcome = await send(mail, signal)
    if (outcome === 'sent') return finish(mail, signal)
    if (outcome === 'dropped') return drop(mail, signal)
    if (!signal.aborted) return settle(mail, outcome, signal)
    await mails.save({ ...mail, lockedAt: undefined })
  }

  /** Over after an outage: the mail may be another node's by now. */
  const isLockOver = ({ lockedAt }: MailJob) => Date.now() - Number(lockedAt) >= policy.lockSeconds * 1000

  return async function handle(mail: MailJob, signal: AbortSignal): Promise<Date | undefined> {
    const { to } = mail.data
    const turn = await persist(() => mails.turnOf(mail), signal)
    if (isLockOver(mail)) return undefined
    if (turn === 'never') return drop(mail, signal)
    if (turn instanceof Date) {
      if (awaited.has(to)) awaited.set(to, true)
      await persist(() => mails.save({ ...mail, lockedAt: undefined, nextRunAt: turn }), signal)
      return turn
    }
    if (mail.failCount) return trySending(mail, signal)
    awaited.set(to, turn === 'first')
    return trySending(mail, signal).finally(() => awaited.delete(to))
  }
}
