/**
 * Reads several entries of the ledger in one query. The limiters that write them read one at a time, and each would
 * be a round trip of every log-in.
 */
import type { MongoClient } from 'mongodb'
import type { Pool } from 'pg'
import type { Stoppable } from '../../parse/internals'

/** An entry as the limiters have written it. */
interface Entry {
  key: string
  points: number
}

/** Resolves to the entries under these keys that are not over yet, in any order. */
type ReadEntries = (keys: string[]) => Promise<Entry[]>

function readPostgres(pool: Pool, tableName: string): ReadEntries {
  // Named, so that a connection prepares it once.
  const name = `${tableName}:read`
  const text = `SELECT key, points FROM ${tableName} WHERE key = ANY($1) AND (expire > $2 OR expire IS NULL)`
  return async (keys) => (await pool.query<Entry>({ name, text, values: [keys, Date.now()] })).rows
}

function readMongo({ client, database }: Stoppable, collectionName: string): ReadEntries {
  const entries = (client as MongoClient).db(database?.databaseName).collection<Entry>(collectionName)
  return (keys) => {
    const holds = [{ expire: { $gt: new Date() } }, { expire: null }]
    return entries.find({ key: { $in: keys }, $or: holds }).toArray()
  }
}

/** @param name of the table or collection */
export const createReads = (adapter: Stoppable, name: string): ReadEntries =>
  adapter._client ? readPostgres(adapter._client.$pool as unknown as Pool, name) : readMongo(adapter, name)
