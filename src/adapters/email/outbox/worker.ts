/** Takes mails from the store, a few at a time, when it is woken up and every few seconds. */
import { reasonOf } from '../../../errors'
import { within } from '../../../part/within'
import type { Mails } from './mails'
import type { OutageLog } from '../../outage'
import type { OutboxPolicy } from './policy'
import type { MailJob } from './stored-mail'

export interface Worker {
  start(): void
  /** There is mail. */
  wake(): void
  /** Takes no more; lets what is under way finish, for `withinMs` at the most, then gives it back. */
  stop(withinMs: number): Promise<void>
}

export interface WorkerParts {
  mails: Mails
  policy: OutboxPolicy
  outage: OutageLog
  /** Resolves with the time when the mail is due again, if it is. */
  handle: (mail: MailJob, signal: AbortSignal) => Promise<Date | undefined>
}

/** The locks are given back in this time, or left to run out. */
const giveBackMs = 1000

const settledWithin = (ms: number, work: Iterable<Promise<void>>) => within(Promise.all(work), ms / 1000)

export function createWorker({ mails, policy, outage, handle }: WorkerParts): Worker {
  const stopping = new AbortController()
  const lanes = new Set<Promise<void>>()
  const underWay = new Set<string>()
  const timers = new Set<NodeJS.Timeout>()
  let poll: NodeJS.Timeout | undefined
  let wakes = 0

  function wakeIn(ms: number): void {
    if (!poll || ms >= policy.pollSeconds * 1000) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      wake()
    }, ms)
    timers.add(timer.unref())
  }

  async function work(mail: MailJob): Promise<void> {
    underWay.add(mail._id)
    try {
      const dueAt = await handle(mail, stopping.signal)
      if (dueAt) wakeIn(dueAt.getTime() - Date.now())
    } catch (thrown) {
      // Its lock runs out, and then it is taken again.
      if (!stopping.signal.aborted) outage.met(reasonOf(thrown))
    } finally {
      underWay.delete(mail._id)
    }
  }

  /** @returns whether there may be more */
  async function takeOne(): Promise<boolean> {
    const seen = wakes
    const mail = await mails.claim()
    outage.over()
    // Ours already, when its lock ran out while the database was away.
    const isOurs = mail !== undefined && underWay.has(mail._id)
    if (mail && !isOurs) await work(mail)
    return mail !== undefined || seen !== wakes
  }

  /** Takes one mail after the other, until there are none. */
  async function run(): Promise<void> {
    try {
      while (poll && (await takeOne()));
    } catch (thrown) {
      outage.met(reasonOf(thrown))
    }
  }

  function addLane(): void {
    if (!poll || lanes.size >= policy.claims) return
    const lane = run().finally(() => lanes.delete(lane))
    lanes.add(lane)
  }

  function wake(): void {
    wakes++
    addLane()
  }

  /** Nobody knows how many there are: all lanes ask, together. */
  function look(): void {
    while (poll && lanes.size < policy.claims) addLane()
  }

  return {
    start() {
      poll = setInterval(look, policy.pollSeconds * 1000).unref()
      look()
    },
    wake,
    async stop(withinMs) {
      clearInterval(poll)
      poll = undefined
      timers.forEach((timer) => clearTimeout(timer))
      await settledWithin(withinMs, lanes)
      stopping.abort()
      await settledWithin(giveBackMs, lanes)
    },
  }
}
