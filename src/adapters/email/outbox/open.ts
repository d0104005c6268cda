/** Opens the store of an outbox when it is first needed, and puts together what works on it. */
import { createDelivery, type DeliveryParts } from './delivery'
import type { JobStore } from './job-store'
import { createMails, type Mails } from './mails'
import { createOutageLog } from './outage'
import { createWorker, type Worker } from './worker'
import type { Stoppable } from '../../../parse/internals'
import { type Db, openMongo } from './mongo-store'
import { openPostgres, type Pool } from './postgres-store'
import { openRedis } from './redis-store'

/** The database adapter of a Parse Server that has started, or the URL of a Redis server. */
export type OutboxStore = Stoppable | string

const storeName = 'accounts_outbox'
const mostOpenings = 5

function openOnce(store: OutboxStore): Promise<JobStore> {
  if (typeof store === 'string') return openRedis(store, storeName)
  const { _client, database } = store
  return _client
    ? openPostgres(_client.$pool as unknown as Pool, storeName)
    : openMongo(database as unknown as Db, storeName)
}

/**
 * Opens the table or collection `accounts_outbox`, which is created where it is missing.
 * @throws what the database said
 */
export async function openJobStore(store: OutboxStore, opening = 1): Promise<JobStore> {
  try {
    return await openOnce(store)
  } catch (thrown) {
    // Nodes that start at the same time are in each other's way while they create the table.
    if (typeof store === 'string' || opening === mostOpenings) throw thrown
    return openJobStore(store, opening + 1)
  }
}

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
