/** Sessions are found by index: parse-server alone reads all of them. */
import { type Collection, MongoClient } from 'mongodb'
import { Client } from 'pg'
import { indexSessions } from '../../../src/auth/session/indexes'
import type { ParseConfig } from '../../../src/parse/internals'
import { describeWithDatabase, type TestDatabase } from '../../support/database'
import { startHost } from '../../support/host'
import { rest } from '../../support/rest'

/** The plans for finding sessions by token, user, session at a provider, and those that were never used, as text. */
async function plansInPostgres(uri: string): Promise<string[]> {
  const client = new Client({ connectionString: uri })
  await client.connect()
  // A table of one row is read as a whole otherwise.
  await client.query('SET enable_seqscan = off')
  const planOf = async (where: string) => {
    const { rows } = await client.query(`EXPLAIN (FORMAT JSON) SELECT * FROM "_Session" WHERE ${where}`)
    return JSON.stringify(rows)
  }
  const fields = ['"sessionToken"', '"user"', `"createdWith"->>'sid'`]
  const plans: string[] = []
  for (const where of [...fields.map((field) => `${field} = 'x'`), '"accountsLastUsedAt" IS NULL'])
    plans.push(await planOf(where))
  await client.end()
  return plans
}

async function inMongo<Result>(uri: string, use: (sessions: Collection) => Promise<Result>): Promise<Result> {
  const client = await MongoClient.connect(uri)
  const result = await use(client.db().collection('_Session'))
  await client.close()
  return result
}

const plansInMongo = (uri: string) =>
  inMongo(uri, async (sessions) => {
    const planOf = async (where: object) => JSON.stringify(await sessions.find(where).explain('queryPlanner'))
    const all = [{ _session_token: 'x' }, { _p_user: '_User$x' }, { 'createdWith.sid': 'x' }]
    return Promise.all([...all, { accountsLastUsedAt: { $exists: false } }].map(planOf))
  })

const plansIn = ({ engine, uri }: TestDatabase) =>
  engine === 'mongodb' ? plansInMongo(uri) : plansInPostgres(uri)

describeWithDatabase('sessions', (database) => {
  const used = [
    expect.stringContaining('accounts_session_token'),
    expect.stringContaining('accounts_session_user'),
    expect.stringContaining('accounts_session_sid'),
    expect.stringContaining('accounts_session_use'),
  ]

  test('are found by token, user, session at a provider and use through an index, from the first start on', async () => {
    const host = await startHost({ database: database() })
    expect(await plansIn(database())).toEqual(used)
    expect(
      (await rest(host, 'POST', '/users', { body: { username: 'ann', password: 'correct-horse' } })).status,
    ).toBe(201)
    await host.close()
  })

  test('keep an index that the host has already', async () => {
    const { engine, uri } = database()
    if (engine === 'mongodb')
      await inMongo(uri, async (sessions) => {
        await sessions.dropIndex('accounts_session_token')
        const name = 'accounts_session_token of the host'
        await sessions.createIndexes([{ key: { _session_token: 1 }, name, sparse: true }])
      })
    const logged: unknown[] = []
    const loggerAdapter = { log: (...entry: unknown[]) => void logged.push(...entry) }
    const host = await startHost({ database: database(), parseServer: { loggerAdapter } })
    expect(await plansIn(database())).toEqual(used)
    expect(logged).not.toContainEqual(expect.stringContaining('no index'))
    await host.close()
  })
})

test('a database that makes no index is no reason not to start', async () => {
  const warned: string[] = []
  const config = {
    databaseController: {
      loadSchema: () => Promise.resolve({ enforceClassExists: () => Promise.resolve() }),
      adapter: { ensureIndex: () => Promise.reject(new Error('not allowed')) },
    },
    loggerController: { warn: (message: string) => warned.push(message) },
  }
  await indexSessions(config as unknown as ParseConfig)
  expect(warned).toEqual(['Sessions have no index, which makes requests slow: not allowed'])
})
