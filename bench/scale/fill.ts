/** Makes many users and sessions at once, each a copy of the only ones that parse-server has made there. */
import { type Document, MongoClient } from 'mongodb'
import { Client } from 'pg'
import { subjectOf } from '../auth0/tenant'
import { say } from '../run-bench'

/** So many are inserted by one statement. */
const batch = 50_000

export const nameOf = (nth: number) => `crowd${nth}`
/** As long as those of parse-server. */
export const tokenOf = (nth: number) => `r:${nth.toString(16).padStart(32, '0')}`
export const sidOf = (nth: number) => `sid-${nth}`

/** Every second one is of a provider, with a session there; all were used within the last hour, so that no use is noted anew. */
const users = `
  INSERT INTO "_User"
  SELECT copy.* FROM "_User" AS first, generate_series($1::int, $2::int) AS n,
  LATERAL jsonb_populate_record(first, jsonb_build_object(
    'objectId', 'crowd' || n, 'username', 'crowd' || n, 'email', 'crowd' || n || '@example.com',
    '_rperm', jsonb_build_array('*', 'crowd' || n), '_wperm', jsonb_build_array('crowd' || n),
    'authData', jsonb_build_object('auth0', jsonb_build_object('id', $3::text || n)))) AS copy
  WHERE first.username = 'first'`
const sessions = `
  INSERT INTO "_Session"
  SELECT copy.* FROM "_Session" AS first, generate_series($1::int, $2::int) AS n,
  LATERAL jsonb_populate_record(first, jsonb_build_object(
    'objectId', 'crowd' || n, 'user', 'crowd' || n, 'sessionToken', 'r:' || lpad(to_hex(n), 32, '0'),
    'createdWith', CASE WHEN n % 2 = 0 THEN jsonb_build_object('action', 'login', 'authProvider', 'password')
      ELSE jsonb_build_object('action', 'login', 'authProvider', 'auth0', 'sid', 'sid-' || n) END)) AS copy
  WHERE first."objectId" = (SELECT "objectId" FROM "_Session" LIMIT 1)`

type Insert = (from: number, to: number) => Promise<unknown>

async function inBatches(count: number, what: string, insert: Insert): Promise<void> {
  for (let from = 1; from <= count; from += batch) {
    await insert(from, Math.min(count, from + batch - 1))
    if (from % (4 * batch) === 1) say(`  ${what}: ${Math.min(count, from + batch - 1)} of ${count}`)
  }
}

async function fillPostgres(uri: string, count: number): Promise<void> {
  const client = new Client({ connectionString: uri })
  await client.connect()
  try {
    await inBatches(count, 'users', (from, to) => client.query(users, [from, to, subjectOf(0).slice(0, -1)]))
    await inBatches(count, 'sessions', (from, to) => client.query(sessions, [from, to]))
    // A server that runs for longer does so by itself.
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

const userOf = (first: Document, nth: number): Document => ({
  ...first,
  ...{ _id: nameOf(nth), username: nameOf(nth), email: `${nameOf(nth)}@example.com` },
  ...{ _rperm: ['*', nameOf(nth)], _wperm: [nameOf(nth)], _auth_data_auth0: { id: subjectOf(nth) } },
})

const sessionOf = (first: Document, nth: number): Document => ({
  ...first,
  ...{ _id: nameOf(nth), _session_token: tokenOf(nth), _p_user: `_User$${nameOf(nth)}` },
  createdWith:
    nth % 2 === 0
      ? { action: 'login', authProvider: 'password' }
      : { action: 'login', authProvider: 'auth0', sid: sidOf(nth) },
})

async function fillMongodb(uri: string, count: number): Promise<void> {
  const client = await MongoClient.connect(uri)
  const copies = async (name: string, where: object, copyOf: (first: Document, nth: number) => Document) => {
    const collection = client.db().collection(name)
    const first = await collection.findOne(where)
    if (!first) throw new Error(`There is no ${name} to copy.`)
    await inBatches(count, name, (from, to) => {
      const made = Array.from({ length: to - from + 1 }, (_, index) => copyOf(first, from + index))
      return collection.insertMany(made, { ordered: false })
    })
  }
  try {
    await copies('_User', { username: 'first' }, userOf)
    await copies('_Session', {}, sessionOf)
  } finally {
    await client.close()
  }
}

/**
 * Adds users and sessions numbered from 1.
 * @param uri of a database where a user `first` has signed up, and logged in
 */
export const fill = (uri: string, count: number): Promise<void> =>
  uri.startsWith('mongodb:') ? fillMongodb(uri, count) : fillPostgres(uri, count)
