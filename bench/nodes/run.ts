/**
 * `npm run bench:nodes`: one, two and four nodes behind a small proxy on one machine, and how fast a revocation on one
 * of them bites on another, with Redis and without; prints Markdown tables. BENCH_SECONDS makes it longer or shorter.
 */
import { availableParallelism } from 'node:os'
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import { build, onEachEngine, runBench, say } from '../run-bench'
import { positive } from '../settings'
import { quantile, table } from '../scale/tables'
import { type Rate, ratesBehindProxy } from './rates'
import { startRedis } from './redis'
import { revocations } from './revocations'

const sizes = [1, 2, 4]

interface Result {
  database: string
  rates: Rate[]
  withRedis: number[] | undefined
  without: number[]
}

async function measureOn(
  engine: Engine,
  database: string,
  seconds: number,
  redisUrl: string | undefined,
  shutdown: Shutdown,
): Promise<Result> {
  const rates: Rate[] = []
  for (const nodes of sizes) {
    say(`${database}: ${nodes} of ${sizes.at(-1)} nodes`)
    const name = `bench_nodes_${nodes}`
    await engine.createDatabase(name)
    rates.push(await ratesBehindProxy({ uri: engine.uri(name), nodes, seconds, redisUrl, shutdown }))
  }
  say(`${database}: revoking`)
  await engine.createDatabase('bench_revocations')
  const uri = engine.uri('bench_revocations')
  const withRedis = redisUrl === undefined ? undefined : await revocations(uri, 200, redisUrl, shutdown)
  const without = await revocations(uri, 20, undefined, shutdown)
  return { database, rates, withRedis, without }
}

const perSecond = (rate: number) => `${Math.round(rate)}/s`

function rateTable(results: Result[]): string {
  const rows = results.flatMap(({ database, rates }) =>
    rates.map(({ nodes, usersMe, logIn }) => [database, String(nodes), perSecond(usersMe), perSecond(logIn)]),
  )
  return table(['behind a proxy', 'nodes', '`users/me`', 'log-in'], rows)
}

function revocationTable(results: Result[]): string {
  const rowOf = (database: string, how: string, times: number[]) => [
    ...[`${database}, ${how}`, String(times.length)],
    ...[quantile(times, 0.5), quantile(times, 0.99)],
  ]
  const rows = results.flatMap(({ database, withRedis, without }) => [
    ...(withRedis ? [rowOf(database, 'with Redis', withRedis)] : []),
    rowOf(database, 'without', without),
  ])
  return table(['from `revoke` on one node to 209 on another', 'revocations', 'half', '99 %'], rows)
}

runBench(async (shutdown) => {
  const seconds = positive('BENCH_SECONDS', process.env.BENCH_SECONDS) ?? 5
  await build()
  const redisUrl = await startRedis(shutdown)
  if (redisUrl === undefined) say('redis-server is MISSING: nodes share a database alone')
  const results = await onEachEngine(shutdown, (engine, database) =>
    measureOn(engine, database, seconds, redisUrl, shutdown),
  )
  const machine = `Node.js ${process.version}; ${availableParallelism()} CPUs for all nodes, the database, the proxy and the load.`
  return [rateTable(results), revocationTable(results), machine].join('\n\n')
})
