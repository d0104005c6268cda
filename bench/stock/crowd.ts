/** The first request of a session, where there are many others: parse-server looks through all of them. */
import { MongoClient } from 'mongodb'
import { Client } from 'pg'
import type { Shutdown } from '../../dev/shutdown'
import type { Engine } from '../../src/testing/postgres/engine'
import { type Contender, startContender } from '../contender'
import { load } from '../load'
import type { Pair } from '../markdown'
import { givenTo } from '../options'
import { LOADS, send, signUpKnownUsers, withSession } from '../requests'
import { say } from '../run-bench'
import type { BenchSettings } from '../settings'
import { inTurn, orderOf, takeTurns } from '../turns'

const CROWDED = ['stock', 'accounts'] as const
type Name = (typeof CROWDED)[number]

const tokenOf = (number: number) => `r:${String(number).padStart(32, '0')}`
const createdWith = { action: 'login', authProvider: 'password' }
const inAYear = () => new Date(Date.now() + 365 * 24 * 60 * 60 * 1000)

/** A session that was used of late; stock notes no use. */
async function insertIntoPostgres(
  uri: string,
  userId: string,
  amount: number,
  used: string[],
): Promise<void> {
  const client = new Client({ connectionString: uri })
  await client.connect()
  const names = used.map((name) => `, "${name}"`).join('')
  await client.query(
    `INSERT INTO "_Session" ("objectId", "user", "sessionToken", "createdWith", "expiresAt", "createdAt", "updatedAt"${names})
     SELECT 'crowd' || n, $1, 'r:' || lpad(n::text, 32, '0'), $2::jsonb, $3, now(), now()${', now()'.repeat(used.length)}
     FROM generate_series(0, $4::int - 1) AS n`,
    [userId, JSON.stringify(createdWith), inAYear(), amount],
  )
  await client.query('ANALYZE "_Session"')
  await client.end()
}

async function insertIntoMongo(uri: string, userId: string, amount: number, used: string[]): Promise<void> {
  const client = await MongoClient.connect(uri)
  const now = new Date()
  const common = {
    _p_user: `_User$${userId}`,
    createdWith,
    expiresAt: inAYear(),
    _created_at: now,
    _updated_at: now,
  }
  const uses = Object.fromEntries(used.map((name) => [name, now]))
  const rows = Array.from({ length: amount }, (_, number) => ({
    ...{ _id: `crowd${number}`, _session_token: tokenOf(number) },
    ...{ ...common, ...uses },
  }))
  await client.db().collection<{ _id: string }>('_Session').insertMany(rows)
  await client.close()
}

/** All sessions are one user's, who has none of them by a log-in here. */
async function crowd(contender: Contender, name: Name, uri: string, amount: number): Promise<void> {
  const token = await signUpKnownUsers(contender.url)
  const { objectId } = await send(contender.url, 'GET', '/parse/users/me', withSession(token))
  const insert = uri.startsWith('postgres') ? insertIntoPostgres : insertIntoMongo
  await insert(uri, String(objectId), amount, name === 'accounts' ? ['accountsLastUsedAt'] : [])
}

async function startCrowded(engine: Engine, name: Name, amount: number, shutdown: Shutdown) {
  const database = `bench_crowd_${name}`
  await engine.createDatabase(database)
  const uri = engine.uri(database)
  const contender = await startContender(name, givenTo(name, uri), shutdown)
  await crowd(contender, name, uri, amount)
  return contender
}

/** Each of these requests has the next session. */
function firstRequests(contender: Contender, from: number, amount: number) {
  let at = from
  const next = () => LOADS.usersMe(tokenOf(at++))
  const request = { ...next(), setupRequest: (made: object) => ({ ...made, ...next() }) }
  at = from
  return load(contender, request, amount)
}

export async function measureCrowd(
  engine: Engine,
  { rounds, crowd: { sessions, requests } }: BenchSettings,
  shutdown: Shutdown,
): Promise<Pair[]> {
  say(`first requests among ${sessions} sessions`)
  const contenders = await inTurn(CROWDED, (name) => startCrowded(engine, name, sessions, shutdown))
  const used = { stock: 0, accounts: 0 }
  const pairs: Pair[] = []
  while (pairs.length < rounds) {
    const { stock, accounts } = await takeTurns(orderOf(CROWDED, pairs.length), (name) =>
      firstRequests(contenders[name], (used[name] += requests) - requests, requests),
    )
    pairs.push({
      other: stock.requestsPerSecond,
      own: accounts.requestsPerSecond,
      cpuRatio: accounts.cpuMilliseconds / stock.cpuMilliseconds,
    })
  }
  for (const name of CROWDED) await contenders[name].stop()
  return pairs
}
