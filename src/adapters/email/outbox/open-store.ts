/**
 * Where the jobs are: Agenda's own repositories, on the connections that Parse Server has, or on Redis. Its
 * processor is not used: it keeps no order, leaves timers behind and lets rejections escape in an outage.
 */
import type { Stoppable } from '../../../parse/internals'
import type { JobStore } from './job-store'
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
