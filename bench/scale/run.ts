/**
 * `npm run bench:scale`: what each request asks of the database, and how long it takes beside a million users and as many
 * sessions; prints Markdown tables. BENCH_USERS makes it longer or shorter.
 */
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import { startTenant } from '../auth0/tenant'
import { json, send } from '../requests'
import { build, onEachEngine, runBench, say } from '../run-bench'
import { positive } from '../settings'
import { type Cost, countCosts } from './costs'
import { fill } from './fill'
import { lookAt } from './look'
import { type Measure, measureAll, password, prune } from './measures'
import { startNode } from './node'
import { quantile, table } from './tables'

interface Result {
  database: string
  costs: Cost[]
  measures: Measure[]
  prunedPerSecond: number
  restartMs: number
  scannedAtStart: number
  bytes: { user: number; session: number }
}

/** Longer than what a node does by itself after its start. */
const settleMs = 5000

/** Of all sessions, those that are over at once. */
const share = 100

async function measureOn(
  engine: Engine,
  database: string,
  count: number,
  shutdown: Shutdown,
): Promise<Result> {
  say(`${database}: counting statements`)
  await engine.createDatabase('bench_costs')
  const costs = await countCosts(engine.uri('bench_costs'), shutdown)
  await engine.createDatabase('bench_scale')
  const uri = engine.uri('bench_scale')
  const tenant = await startTenant(shutdown)
  const start = () => startNode(uri, shutdown, { auth0: tenant.options })
  let node = await start()
  await send(node.url, 'POST', '/parse/users', json, {
    authData: { auth0: { id_token: await tenant.idToken(0) } },
  })
  await send(node.url, 'POST', '/parse/users', json, {
    username: 'first',
    password,
    email: 'first@example.com',
  })
  say(`${database}: inserting ${count} users and sessions`)
  await fill(uri, count)
  say(`${database}: measuring`)
  const look = await lookAt(uri)
  const measures = await measureAll({ node, tenant, look, count })
  const bytes = await look.rowBytes()
  await node.stop()
  let restartMs = 0
  say(`${database}: pruning`)
  const prunedPerSecond = await prune(look, Math.ceil(count / share), async () => {
    const begin = performance.now()
    node = await start()
    restartMs = performance.now() - begin
  })
  await node.stop()
  const scannedAtStart = await look.scannedBy(async () => {
    node = await start()
    await sleep(settleMs)
    await node.stop()
  })
  await look.close()
  return { database, costs, measures, prunedPerSecond, restartMs, scannedAtStart, bytes }
}

function costTable(results: Result[]): string {
  const heads = ['statements until the answer + afterwards', ...results.map(({ database }) => database)]
  const rows = results[0]!.costs.map(({ title }, index) => [
    title,
    ...results.map(({ costs }) => `${costs[index]!.before} + ${costs[index]!.after}`),
  ])
  return table(heads, rows)
}

function timeTable(results: Result[]): string {
  const heads = [
    'measure',
    ...results.flatMap(({ database }) => [`${database}: half`, '99 %', 'rows scanned']),
  ]
  const rows = results[0]!.measures.map(({ title }, index) => [
    title,
    ...results.flatMap(({ measures }) => {
      const { times, scanned } = measures[index]!
      return [quantile(times, 0.5), quantile(times, 0.99), String(scanned)]
    }),
  ])
  return table(heads, rows)
}

const other = ({ database, prunedPerSecond, restartMs, scannedAtStart, bytes }: Result) =>
  `${database}: ${Math.round(prunedPerSecond)} expired sessions removed a second; a node starts in ${Math.round(restartMs)} ms, and reads ${scannedAtStart} rows without an index; with its indexes a user takes ${Math.round(bytes.user)} bytes and a session ${Math.round(bytes.session)}.`

runBench(async (shutdown) => {
  const count = Math.ceil(positive('BENCH_USERS', process.env.BENCH_USERS) ?? 1_000_000)
  await build()
  const results = await onEachEngine(shutdown, (engine, database) =>
    measureOn(engine, database, count, shutdown),
  )
  const machine = `${count.toLocaleString('en')} users and sessions; Node.js ${process.version}; ${availableParallelism()} CPUs.`
  return [costTable(results), timeTable(results), ...results.map(other), machine].join('\n\n')
})
