/** Opens the store of an outbox when it is first needed, and puts together what works on it. */
import { collectionNameOf } from '../../collection-name'
import { createDelivery, type DeliveryParts } from './delivery'
import type { JobStore } from './stores/job-store'
import { createMails, type Mails } from './mails'
import { onlyOwn } from './own-mails'
import { createOutageLog, type Words } from '../../outage'
import { createWorker, type Worker } from './worker'
import type { Stoppable } from '../../../parse/internals'
import { type Db, openMongo } from './stores/mongo-store'
import type { Pool } from './stores/postgres-schema'
import { openPostgres } from './stores/postgres-store'
import { openRedis } from './stores/redis-store'
import { ownCollections } from '../../../part/own-collections'
import { createShares } from './shares'

/** The database adapter of a Parse Server that has started, or the URL of a Redis server. */
export type OutboxStore = Stoppable | string

export const mailStore = ownCollections.mails

/** What a database holds is one app's; a Redis may be shared by several, who can't read each other's mails. */
export const storeNameFor = (name: string, appId: string, redisUrl: string | undefined): string =>
  redisUrl === undefined ? name : `${name}:${encodeURIComponent(appId)}`

const mostOpenings = 5

function openOnce(store: OutboxStore, storeName: string): Promise<JobStore> {
  if (typeof store === 'string') return openRedis(store, storeName)
  const { _client, database } = store
  const name = collectionNameOf(storeName, store)
  return _client
    ? openPostgres(_client.$pool as unknown as Pool, name)
    : openMongo(database as unknown as Db, name)
}

/**
 * Opens a table or collection, which is created where it is missing.
 * @throws what the database said
 */
export async function openJobStore(
  store: OutboxStore,
  storeName = mailStore,
  opening = 1,
): Promise<JobStore> {
  try {
    return await openOnce(store, storeName)
  } catch (thrown) {
    // Nodes that start at the same time are in each other's way while they create the table.
    if (typeof store === 'string' || opening === mostOpenings) throw thrown
    return openJobStore(store, storeName, opening + 1)
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
  /** Of the table or collection. @default "accounts_outbox" */
  storeName?: string
  /** Leaves the mails that others have stored to them. */
  sendsOwnOnly?: boolean | undefined
  log: (message: string) => void
  /** What the log says of a database that is away. @default those of mails */
  databaseWords?: Words
}

const wordsOfMails: Words = {
  begins: (reason: string) => `The outbox can’t use its database, so mails wait: ${reason}`,
  ends: 'The outbox can use its database again.',
}

/** An opening that fails is tried again by the next one who needs it. */
export function createOpening(parts: OpeningParts) {
  const { policy, databaseWords = wordsOfMails } = parts
  const outage = createOutageLog(parts.log, databaseWords)
  let opened: Promise<Opened> | undefined
  let closed: Promise<void> | undefined

  async function openOnce(): Promise<Opened> {
    const store = await openJobStore(parts.store, parts.storeName)
    const shares = createShares(policy.perReceiver)
    const all = createMails(store, policy.lockSeconds, shares.full)
    const mails = parts.sendsOwnOnly ? onlyOwn(all, store) : all
    const handle = shares.within(createDelivery({ ...parts, mails, outage }), mails)
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
