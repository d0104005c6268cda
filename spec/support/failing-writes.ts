/** A database that takes no more updates of users, and says so in words that are nobody's business but the operator's. */
import { MongoClient } from 'mongodb'
import { Client } from 'pg'
import type { TestDatabase } from './database'

/** What either database says, or a part of it. */
export const databaseWords = /volume seven|failed validation/i

const sql = {
  begin: `CREATE FUNCTION fail_write() RETURNS trigger AS $$ BEGIN RAISE 'volume seven is full'; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER fail_write BEFORE UPDATE ON "_User" FOR EACH ROW EXECUTE FUNCTION fail_write()`,
  end: 'DROP FUNCTION fail_write CASCADE',
}

async function inPostgres(uri: string, does: keyof typeof sql): Promise<void> {
  const client = new Client(uri)
  await client.connect()
  await client.query(sql[does])
  await client.end()
}

async function inMongo(uri: string, does: keyof typeof sql): Promise<void> {
  const client = await MongoClient.connect(uri)
  const validator = does === 'begin' ? { volume: 'seven' } : {}
  await client.db().command({ collMod: '_User', validator })
  await client.close()
}

/** Runs work while users can't be updated. */
export async function withoutUserUpdates<Result>(
  { engine, uri }: TestDatabase,
  work: () => Promise<Result>,
): Promise<Result> {
  const set = engine === 'mongodb' ? inMongo : inPostgres
  await set(uri, 'begin')
  try {
    return await work()
  } finally {
    await set(uri, 'end')
  }
}
