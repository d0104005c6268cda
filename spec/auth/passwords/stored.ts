/** What the database itself has of a user: parse-server does not show all of it. */
import { MongoClient } from 'mongodb'
import { Client } from 'pg'
import type { TestDatabase } from '../../support/database'

type Row = Record<string, unknown>

async function inPostgres(uri: string, objectId: string, fields: Row): Promise<Row> {
  const client = new Client(uri)
  await client.connect()
  for (const [name, value] of Object.entries(fields))
    await client.query(`UPDATE "_User" SET "${name}" = $1 WHERE "objectId" = $2`, [value, objectId])
  const { rows } = await client.query<Row>('SELECT * FROM "_User" WHERE "objectId" = $1', [objectId])
  await client.end()
  return rows[0] ?? {}
}

async function inMongo(uri: string, objectId: string, fields: Row): Promise<Row> {
  const client = await MongoClient.connect(uri)
  const users = client.db().collection<Row & { _id: string }>('_User')
  const gone = Object.entries(fields).filter(([, value]) => value === null)
  const set = Object.entries(fields).filter(([, value]) => value !== null)
  const change = { $set: Object.fromEntries(set), $unset: Object.fromEntries(gone) }
  if (set.length > 0) await users.updateOne({ _id: objectId }, change as object)
  const row = await users.findOne({ _id: objectId })
  await client.close()
  return { ...row }
}

/** The row of a user, once these fields are written to it; `null` takes one away. */
export const storedIn = ({ engine, uri }: TestDatabase, objectId: string, fields: Row = {}): Promise<Row> =>
  (engine === 'mongodb' ? inMongo : inPostgres)(uri, objectId, fields)
