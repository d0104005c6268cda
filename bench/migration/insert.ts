/** Inserts users and their sessions straight into a database, with Parse Server's own schema. */
import { MongoClient } from 'mongodb'
import { Client } from 'pg'
import { openDatabase } from '../../src/cli/database'
import type { RuleUser } from './rule-users'

const expiresAt = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000)
const createdWith = { action: 'login', authProvider: 'password' }

/** One column of all users. */
const column = (users: RuleUser[], field: keyof RuleUser) => users.map((user) => user[field])

async function insertIntoPostgres(uri: string, users: RuleUser[]): Promise<void> {
  const client = new Client({ connectionString: uri })
  await client.connect()
  const ids = column(users, 'objectId')
  try {
    await client.query(
      `INSERT INTO "_User" ("objectId", username, _hashed_password, "createdAt", "updatedAt")
       SELECT id, username, hash, now(), now() FROM unnest($1::text[], $2::text[], $3::text[]) AS made (id, username, hash)`,
      [ids, column(users, 'username'), column(users, 'hash')],
    )
    await client.query(
      `INSERT INTO "_Session" ("objectId", "user", "sessionToken", "createdWith", "expiresAt", "createdAt", "updatedAt")
       SELECT id, id, token, $3::jsonb, $4, now(), now() FROM unnest($1::text[], $2::text[]) AS made (id, token)`,
      [ids, column(users, 'sessionToken'), JSON.stringify(createdWith), expiresAt],
    )
  } finally {
    await client.end()
  }
}

async function insertIntoMongo(uri: string, users: RuleUser[]): Promise<void> {
  const client = await MongoClient.connect(uri)
  const dates = { _created_at: new Date(), _updated_at: new Date() }
  const accounts = users.map(({ objectId, username, hash }) => ({
    ...{ _id: objectId, username, _hashed_password: hash },
    ...dates,
  }))
  const sessions = users.map(({ objectId, sessionToken }) => ({
    ...{ _id: objectId, _p_user: `_User$${objectId}`, _session_token: sessionToken },
    ...{ createdWith, expiresAt },
    ...dates,
  }))
  await client.db().collection<{ _id: string }>('_User').insertMany(accounts)
  await client.db().collection<{ _id: string }>('_Session').insertMany(sessions)
  await client.close()
}

/** Parse Server makes the sessions' table when there is a first one. */
async function createSchema(uri: string): Promise<void> {
  const { config, close } = await openDatabase({ databaseURI: uri })
  await (await config.database.loadSchema()).validateObject('_Session', {}, {})
  await close()
}

/** @param uri of an empty database */
export async function insertUsers(uri: string, users: RuleUser[]): Promise<void> {
  await createSchema(uri)
  return uri.startsWith('postgres') ? insertIntoPostgres(uri, users) : insertIntoMongo(uri, users)
}
