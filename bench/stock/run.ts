/**
 * `npm run bench`: this package next to stock parse-server, on both databases; prints a Markdown table.
 * `--quick` takes half a minute and only shows that it runs; BENCH_ROUNDS and BENCH_SECONDS make it longer or shorter.
 */
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import { measureCrowd } from './crowd'
import { CONTENDERS } from '../options'
import { prepare } from './prepare'
import { type Round, runRound } from './round'
import { build, onEachEngine, runBench, say } from '../run-bench'
import { type BenchSettings, readSettings } from '../settings'
import { type EngineResult, tableOf } from './table'
import { orderOf } from '../turns'

async function benchOn(
  engine: Engine,
  database: string,
  settings: BenchSettings,
  shutdown: Shutdown,
): Promise<EngineResult> {
  const { seconds, memoryRequests } = settings
  say(`${database}: creating databases`)
  const prepared = await prepare(engine, seconds, shutdown)
  const rounds: Round[] = []
  while (rounds.length < settings.rounds) {
    say(`${database}: round ${rounds.length + 1} of ${settings.rounds}`)
    const order = orderOf(CONTENDERS, rounds.length)
    rounds.push(await runRound({ ...prepared, order, memoryRequests, shutdown }))
  }
  return { database, rounds, crowd: await measureCrowd(engine, settings, shutdown) }
}

runBench(async (shutdown) => {
  const settings = readSettings(process.argv.slice(2), process.env)
  await build()
  const results = await onEachEngine(shutdown, (engine, database) =>
    benchOn(engine, database, settings, shutdown),
  )
  if (settings.quick) say('This was --quick: it shows that the bench runs; its numbers mean little.')
  return tableOf(results, settings)
})
