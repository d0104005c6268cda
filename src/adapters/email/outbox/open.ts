/** Opens the store of an outbox when it is first needed, and puts together what works on it. */
import { createDelivery, type DeliveryParts } from './delivery'
import type { JobStore } from './job-store'
import { createMails, type Mails } from './mails'
import { openJobStore, type OutboxStore } from './open-store'
import { createOutageLog } from './outage'
import { createWorker, type Worker } from './worker'

/** What works on an open store. */
export interface Opened {
  store: JobStore
  mails: Mails
  worker: Worker
}

/** What is needed before the store is open. */
export interface OpeningParts extends Omit<DeliveryParts, 'mails' | 'outage'> {
  store: OutboxStore
  log: (message: string) => void
}

const databaseWords = {
  begins: (reason: string) => `The outbox can’t use its database, so mails wait: ${reason}`,
  ends: 'The outbox can use its database again.',
}

/** An opening that fails is tried again by the next one who needs it. */
export function createOpening(parts: OpeningParts) {
  const { policy } = parts
  const outage = createOutageLog(parts.log, databaseWords)
  let opened: Promise<Opened> | undefined
  let closed: Promise<void> | undefined

  async function openOnce(): Promise<Opened> {
    const store = await openJobStore(parts.store)
    const mails = createMails(store, policy.lockSeconds)
    const handle = createDelivery({ ...parts, mails, outage })
    return { store, mails, worker: createWorker({ mails, policy, outage, handle }) }
  }

  async function closeOnce(withinMs: number): Promise<void> {
    const last = await opened?.catch(() => undefined)
    await last?.worker.stop(withinMs)
    await last?.store.close()
  }

  return {
    open: (): Promise<Opened> =>
      (opened ??= openOnce().catch((thrown: unknown) => {
        opened = undefined
        throw thrown
      })),
    /** Safe to call twice. @param withinMs for mail in flight */
    close: (withinMs: number): Promise<void> => (closed ??= closeOnce(withinMs)),
  }
}
