/**
 * Where the jobs are: Agenda's own repositories, on the connections that Parse Server has, or on Redis. Its
 * processor is not used: it keeps no order, leaves timers behind and lets rejections escape in an outage.
 */
import type { PostgresBackendConfig } from '@agendajs/postgres-backend'
import type { MongoJobRepository } from '@agendajs/mongo-backend'
import type { JobRepository } from 'agenda'
import type { Stoppable } from '../../../server/internals'
import type { JobStore } from './job-store'
import { openRedis } from './redis-store'
import type { MailKey } from './stored-mail'

/** The database adapter of a Parse Server that has started, or the URL of a Redis server. */
export type OutboxStore = Stoppable | string

type Pool = NonNullable<PostgresBackendConfig['pool']>
type Db = ReturnType<MongoJobRepository['getDb']>

const storeName = 'accounts_outbox'
const sort = { nextRunAt: 'asc', priority: 'desc' } as const
const mostOpenings = 5

/** For databases that have an index over what they look for. */
const indexed = (jobs: JobRepository, lookUps: Pick<JobStore, 'find' | 'oldest'>): JobStore => ({
  jobs,
  add: async (job) => {
    await jobs.saveJob(job, undefined)
  },
  ...lookUps,
  close: () => Promise.resolve(),
})

/** Agenda's own query reads the whole table before it looks at a limit. */
const oldestInPostgres =
  (pool: Pool): JobStore['oldest'] =>
  async ({ state, limit }) => {
    const where = state === undefined ? '' : `WHERE failed_at IS ${state === 'failed' ? 'NOT ' : ''}NULL`
    const order = `ORDER BY (data->>'queuedAt')::float8 LIMIT $1`
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM ${storeName} ${where} ${order}`, [
      limit,
    ])
    return rows.map(({ id }) => id)
  }

const oldestInMongo =
  (mongo: Db): JobStore['oldest'] =>
  async ({ state, limit }) => {
    const where = state === undefined ? {} : { failedAt: state === 'failed' ? { $ne: null } : null }
    const found = mongo.collection(storeName).find(where, { projection: { _id: 1 } })
    return found
      .sort({ 'data.queuedAt': 1 })
      .limit(limit)
      .map(({ _id }) => String(_id))
      .toArray()
  }

/** Agenda's own query also counts, which is as much work again. Contents, which nobody looks for, stay where they are. */
const findInMongo =
  (mongo: Db): JobStore['find'] =>
  async (key, value) => {
    const projection = { 'data.content': 0 }
    const found = await mongo
      .collection(storeName)
      .find({ [`data.${key}`]: value }, { projection })
      .toArray()
    return found.map(({ _id, ...job }) => {
      const fields = Object.entries(job).filter(([, field]) => field !== null)
      return { ...Object.fromEntries(fields), _id: String(_id) }
    })
  }

async function openPostgres(pool: Pool): Promise<JobStore> {
  const { PostgresJobRepository } = await import('@agendajs/postgres-backend')
  const jobs = new PostgresJobRepository({ pool, tableName: storeName, sort })
  await jobs.connect()
  const index = `CREATE INDEX IF NOT EXISTS ${storeName}_data_idx ON ${storeName}`
  // Otherwise each search reads through what was added since the last vacuum.
  await pool.query(`${index} USING gin (data jsonb_path_ops) WITH (fastupdate = off)`)
  return indexed(jobs, {
    find: async (key, value) => (await jobs.queryJobs({ data: { [key]: value } })).jobs,
    oldest: oldestInPostgres(pool),
  })
}

async function openMongo(mongo: Db): Promise<JobStore> {
  const { MongoJobRepository } = await import('@agendajs/mongo-backend')
  const jobs = new MongoJobRepository({ mongo, db: { collection: storeName }, sort })
  await jobs.connect()
  const keys: MailKey[] = ['mailId', 'to', 'replaces']
  await mongo.collection(storeName).createIndexes(keys.map((key) => ({ key: { [`data.${key}`]: 1 } })))
  return indexed(jobs, { find: findInMongo(mongo), oldest: oldestInMongo(mongo) })
}

function openOnce(store: OutboxStore): Promise<JobStore> {
  if (typeof store === 'string') return openRedis(store, storeName)
  const { _client, database } = store
  return _client ? openPostgres(_client.$pool as unknown as Pool) : openMongo(database as unknown as Db)
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
