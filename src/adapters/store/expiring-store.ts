/**
 * What holds for a time and for all nodes: what was used once, and what was revoked. It is kept in the database
 * that Parse Server has, in a table of its own.
 */
import type { Pool, QueryConfig } from 'pg'
import { RateLimiterMongo, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { startTogether } from '../../guards/start-together'
import type { Stoppable } from '../../parse/internals'
import { ownCollections } from '../../part/own-collections'
import type { ExpiringStore } from '../../part/part'
import { collectionNameOf } from '../collection-name'
import { hashedKey } from '../hashed-key'
import { createBatches } from './batches'

/** A store, and its end. */
export interface OpenStore extends ExpiringStore {
  /** Stops removing what is over; the connections are Parse Server's. */
  close: () => void
}

/** What both kinds of limiters can do; the types of MongoDB's leave out the options that it takes. */
interface Limiter {
  consume(key: string, points: number, options: { customDuration: number; attrs: object }): Promise<unknown>
  penalty(
    key: string,
    points: number,
    options: { customDuration: number; attrs: object },
  ): Promise<RateLimiterRes>
  set(key: string, points: number, seconds: number): Promise<unknown>
  /** Of PostgreSQL, and not in its types. Never rejects. */
  clearExpired?(beforeMs: number): Promise<void>
}

const settings = { keyPrefix: '', points: 1, duration: 1 }
const cleaningMs = 5 * 60_000

/** The limiters name what they ask; why ours has no names, `createBatches` says. */
const unnamed = (pool: Pool) => ({
  query: ({ text, values }: QueryConfig<unknown[]>) => pool.query(text, values),
})

function openPostgres(pool: Pool, tableName: string): Promise<Limiter> {
  // Its own timer could not be stopped.
  const options = {
    ...settings,
    tableName,
    storeClient: unnamed(pool),
    storeType: 'pool',
    clearExpiredByTimeout: false,
  }
  return new Promise((resolve, reject) => {
    const limiter: RateLimiterPostgres = new RateLimiterPostgres(options, (error?: Error) =>
      error ? reject(error) : resolve(limiter),
    )
  })
}

async function openMongo({ client, database }: Stoppable, tableName: string): Promise<Limiter> {
  const dbName = String(database?.databaseName)
  const limiter = new RateLimiterMongo({
    ...settings,
    tableName,
    storeClient: client,
    dbName,
    disableIndexesCreation: true,
  })
  // Awaited: before the key's index is there, two callers can be the first.
  await limiter.createIndexes()
  return limiter
}

/** Nodes that start at the same time may be in each other's way while they create the table. */
const openLimiter = (adapter: Stoppable, tableName: string): Promise<Limiter> => {
  const { _client } = adapter
  if (!_client) return openMongo(adapter, tableName)
  return startTogether(() => openPostgres(_client.$pool as unknown as Pool, tableName))
}

/** MongoDB does it by itself. */
function keepClean(limiter: Limiter): () => void {
  const timer = setInterval(() => void limiter.clearExpired?.(Date.now()), cleaningMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** @param adapter the database adapter of a Parse Server that has started */
export async function openStore(adapter: Stoppable): Promise<OpenStore> {
  const tableName = collectionNameOf(ownCollections.ledger, adapter)
  const limiter = await openLimiter(adapter, tableName)
  const batches = createBatches(adapter, tableName)
  return {
    claim: async (key, seconds) => {
      try {
        await limiter.consume(hashedKey(key), 1, { customDuration: seconds, attrs: {} })
        return true
      } catch (thrown) {
        if (thrown instanceof RateLimiterRes) return false
        throw thrown
      }
    },
    claimAll: async (keys, seconds) => {
      if (keys.length === 0) return true
      const claimed = await batches.add(keys.map(hashedKey), seconds)
      if (claimed.length === keys.length) return true
      if (claimed.length > 0) await batches.remove(claimed)
      return false
    },
    release: async (...keys) => {
      if (keys.length > 0) await batches.remove(keys.map(hashedKey))
    },
    count: async (key, seconds) => {
      const { consumedPoints } = await limiter.penalty(hashedKey(key), 1, {
        customDuration: seconds,
        attrs: {},
      })
      return consumedPoints
    },
    note: async (key, value, seconds) => {
      await limiter.set(hashedKey(key), value, seconds)
    },
    raise: (key, value, seconds) => batches.raise(hashedKey(key), value, seconds),
    read: async (keys) => {
      const known = new Map(keys.map((key) => [hashedKey(key), key]))
      const entries = await batches.read([...known.keys()])
      return new Map(entries.map(({ key, points }) => [String(known.get(key)), points]))
    },
    close: keepClean(limiter),
  }
}

/** One store for all parts of a server, opened when the first of them asks for it. */
export function shareStore(adapter: Stoppable): {
  open: () => Promise<ExpiringStore>
  close: () => Promise<void>
} {
  let store: Promise<OpenStore> | undefined
  return {
    open: () => (store ??= openStore(adapter)),
    // Whoever asked for one that can't be opened has been told.
    close: async () => (await store?.catch(() => undefined))?.close(),
  }
}
