/**
 * What is done with entries of the ledger in one query. The limiters read and write one at a time, and each would be a
 * round trip of every log-in and sign-up.
 */
import type { Collection, MongoBulkWriteError, MongoClient } from 'mongodb'
import type { Pool } from 'pg'
import type { Stoppable } from '../../parse/internals'

/** An entry as the limiters have written it. */
interface Entry {
  key: string
  points: number
}

export interface Batches {
  /** Resolves to the entries under these keys that are not over yet, in any order. */
  read: (keys: string[]) => Promise<Entry[]>
  /** Adds entries of one point where there are none, and resolves to their keys. One that is over is in the way. */
  add: (keys: string[], seconds: number) => Promise<string[]>
  remove: (keys: string[]) => Promise<unknown>
  /** Sets an entry to these points, unless it has more. Resolves to what it has then. */
  raise: (key: string, points: number, seconds: number) => Promise<number>
}

/** Without names: behind a pooler, as PgBouncer, the next query may come by a connection that has not prepared it. */
function ofPostgres(pool: Pool, tableName: string): Batches {
  const ask = async (text: string, ...values: unknown[]) => (await pool.query<Entry>(text, values)).rows
  const read = `SELECT key, points FROM ${tableName} WHERE key = ANY($1) AND (expire > $2 OR expire IS NULL)`
  // In one order for all: two that add the same would wait for each other otherwise.
  const add = `INSERT INTO ${tableName} SELECT key, 1, $2 FROM unnest($1::text[]) AS key ORDER BY key
    ON CONFLICT DO NOTHING RETURNING key, points`
  const raise = `INSERT INTO ${tableName} AS entry VALUES ($1, $2, $3) ON CONFLICT (key) DO UPDATE
    SET points = GREATEST(entry.points, EXCLUDED.points), expire = EXCLUDED.expire RETURNING key, points`
  const remove = `DELETE FROM ${tableName} WHERE key = ANY($1)`
  return {
    read: (keys) => ask(read, keys, Date.now()),
    add: async (keys, seconds) => (await ask(add, keys, Date.now() + seconds * 1000)).map(({ key }) => key),
    remove: (keys) => ask(remove, keys),
    raise: async (key, points, seconds) => {
      const [entry] = await ask(raise, key, points, Date.now() + seconds * 1000)
      return entry?.points ?? points
    },
  }
}

const duplicateKey = 11000

type MongoEntry = Entry & { expire: Date | null }

/** @returns the keys that others have */
async function insert(entries: Collection<MongoEntry>, keys: string[], expire: Date): Promise<unknown[]> {
  try {
    const rows = keys.map((key) => ({ key, points: 1, expire }))
    await entries.insertMany(rows, { ordered: false })
    return []
  } catch (thrown) {
    const { writeErrors = [] } = thrown as Partial<MongoBulkWriteError>
    const errors = [writeErrors].flat()
    if (errors.length === 0 || errors.some(({ code }) => code !== duplicateKey)) throw thrown
    return errors.map(({ index }) => keys[index])
  }
}

function ofMongo({ client, database }: Stoppable, collectionName: string): Batches {
  const db = (client as MongoClient).db(database?.databaseName)
  const entries = db.collection<MongoEntry>(collectionName)
  return {
    read: (keys) => {
      const holds = [{ expire: { $gt: new Date() } }, { expire: null }]
      return entries.find({ key: { $in: keys }, $or: holds }).toArray()
    },
    add: async (keys, seconds) => {
      const taken = await insert(entries, keys, new Date(Date.now() + seconds * 1000))
      return keys.filter((key) => !taken.includes(key))
    },
    remove: (keys) => entries.deleteMany({ key: { $in: keys } }),
    raise: async (key, points, seconds) => {
      const raised = { $max: { points }, $set: { expire: new Date(Date.now() + seconds * 1000) } }
      const entry = await entries.findOneAndUpdate({ key }, raised, { upsert: true, returnDocument: 'after' })
      return entry?.points ?? points
    },
  }
}

/** @param name of the table or collection */
export const createBatches = (adapter: Stoppable, name: string): Batches =>
  adapter._client ? ofPostgres(adapter._client.$pool as unknown as Pool, name) : ofMongo(adapter, name)
