/** The stores that an outbox may have: the databases of Parse Server, and Redis. */
import { MongoClient } from 'mongodb'
import { Pool } from 'pg'
import type { OutboxStore } from '../../../../src/adapters/email/outbox/open'
import { describeWithDatabase } from '../../../support/database'
import { connectRedis, describeWithRedis } from '../../../support/redis'

/** A store as a process sees it that has connected to it. */
export interface OpenedStore {
  store: OutboxStore
  /** Everything that is stored of the mails. */
  rows: () => Promise<unknown[]>
  close: () => Promise<void>
}

function openPostgres(uri: string): OpenedStore {
  const pool = new Pool({ connectionString: uri })
  pool.on('error', () => undefined) // as Parse Server's own pool does when its database stops
  return {
    store: { _client: { $pool: pool } },
    rows: async () => (await pool.query<object>('SELECT * FROM accounts_outbox')).rows,
    close: () => pool.end(),
  }
}

async function openMongo(uri: string): Promise<OpenedStore> {
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 1000 })
  const database = client.db()
  return {
    store: { client, database },
    rows: () => database.collection('accounts_outbox').find().toArray(),
    close: () => client.close(),
  }
}

function openRedis(url: string): OpenedStore {
  const redis = connectRedis(url)
  return {
    store: url,
    rows: async () => {
      const keys = await redis.keys('accounts_outbox:job:*')
      return Promise.all(keys.map((key) => redis.hgetall(key)))
    },
    close: async () => redis.disconnect(),
  }
}

/** Whether a row belongs to a mail that a node has claimed: each store has its own name for it. */
export const isLocked = (row: unknown): boolean =>
  Object.entries(row as object).some(
    ([field, value]) => field.startsWith('locked') && value !== null && value !== 'null',
  )

/** @param uri tells by its scheme what kind of store it is */
export async function openStore(uri: string): Promise<OpenedStore> {
  if (/^rediss?:/.test(uri)) return openRedis(uri)
  return uri.startsWith('mongodb:') ? openMongo(uri) : openPostgres(uri)
}

/** A `describe` that runs on every kind of store, with an empty one that is gone afterwards. */
export function describeWithStore(title: string, body: (uri: () => string) => void): void {
  describeWithDatabase(title, (database) => body(() => database().uri))
  if ((process.env.DATABASE ?? 'redis') === 'redis') describeWithRedis(title, body)
}
