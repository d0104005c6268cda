/** Looks into the database: what was read row by row where an index should have been, and how many sessions are over. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, MongoClient } from 'mongodb'
import { Client } from 'pg'

export interface Look {
  /** Rows of users and sessions that were read from start to end, without an index, while something was done. */
  scannedBy: (work: () => Promise<unknown>) => Promise<number>
  /** Lets the first sessions be over, by their numbers. */
  expire: (count: number) => Promise<void>
  /** How many of them are still there. */
  countOver: () => Promise<number>
  /** Of users and sessions with their indexes, in bytes a row. */
  rowBytes: () => Promise<{ user: number; session: number }>
  close: () => Promise<void>
}

const names = ['_User', '_Session']

async function lookAtPostgres(uri: string): Promise<Look> {
  const client = new Client({ connectionString: uri })
  await client.connect()
  const numberOf = async (sql: string, values: unknown[] = []) =>
    Number(((await client.query(sql, values)).rows[0] as { number: string }).number)
  const sizeOf = (name: string) =>
    numberOf(`SELECT pg_total_relation_size('"${name}"') / greatest(count(*), 1) AS number FROM "${name}"`)
  const scans = async () => {
    // Each connection tells the others of what it has read after a second at the latest.
    await sleep(1200)
    await client.query('SELECT pg_stat_clear_snapshot()')
    return numberOf('SELECT sum(seq_tup_read) AS number FROM pg_stat_user_tables WHERE relname = ANY($1)', [
      names,
    ])
  }
  return {
    scannedBy: async (work) => {
      const before = await scans()
      await work()
      return (await scans()) - before
    },
    expire: async (count) => {
      const sql = `UPDATE "_Session" SET "expiresAt" = now() - interval '1 hour' WHERE "objectId" IN (SELECT 'crowd' || n FROM generate_series(1, $1::int) AS n)`
      await client.query(sql, [count])
    },
    countOver: () => numberOf('SELECT count(*) AS number FROM "_Session" WHERE "expiresAt" < now()'),
    rowBytes: async () => ({ user: await sizeOf('_User'), session: await sizeOf('_Session') }),
    close: () => client.end(),
  }
}

interface Profiled {
  docsExamined?: number
}

/** What the profiler writes is not part of what is timed. */
async function scannedIn(db: Db, work: () => Promise<unknown>): Promise<number> {
  await db.command({ profile: 2 })
  await work()
  await db.command({ profile: 0 })
  const ns = { $in: names.map((name) => `${db.databaseName}.${name}`) }
  const profile = db.collection('system.profile')
  const scans = await profile.find<Profiled>({ planSummary: /COLLSCAN/, ns }).toArray()
  await profile.drop()
  return scans.reduce((sum, { docsExamined = 0 }) => sum + docsExamined, 0)
}

async function lookAtMongodb(uri: string): Promise<Look> {
  const client = await MongoClient.connect(uri)
  const db = client.db()
  const sizeOf = async (collStats: string) => {
    const { size, totalIndexSize, count } = await db.command({ collStats })
    return (Number(size) + Number(totalIndexSize)) / Number(count)
  }
  return {
    scannedBy: (work) => scannedIn(db, work),
    expire: async (count) => {
      const ids = Array.from({ length: count }, (_, index) => `crowd${index + 1}`) as unknown as []
      const expiresAt = new Date(Date.now() - 3_600_000)
      await db.collection('_Session').updateMany({ _id: { $in: ids } }, { $set: { expiresAt } })
    },
    countOver: () => db.collection('_Session').countDocuments({ expiresAt: { $lt: new Date() } }),
    rowBytes: async () => ({ user: await sizeOf('_User'), session: await sizeOf('_Session') }),
    close: () => client.close(),
  }
}

export const lookAt = (uri: string): Promise<Look> =>
  uri.startsWith('mongodb:') ? lookAtMongodb(uri) : lookAtPostgres(uri)
