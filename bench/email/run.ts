/**
 * `npm run bench:email`: what mail costs, and what becomes of it when things go wrong; prints two Markdown tables.
 * `--quick` only shows that it runs; BENCH_ROUNDS, BENCH_SIGN_UPS and BENCH_MAILS make it longer or shorter.
 */
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import { type Comparison, markdownOf } from '../markdown'
import { build, onEachEngine, runBench, say } from '../run-bench'
import { compareDrains } from './drain'
import { type EmailBenchSettings, readSettings } from './settings'
import { compareSignUps } from './sign-ups'
import { type Survived, tableOfSurvivals } from './survived'
import { survive } from './trouble'

interface EngineResult {
  comparisons: Comparison[]
  survived: Survived
}

async function benchOn(
  engine: Engine,
  database: string,
  settings: EmailBenchSettings,
  shutdown: Shutdown,
): Promise<EngineResult> {
  const signUps = await compareSignUps(engine, database, settings, shutdown)
  const drains = await compareDrains(engine, database, settings, shutdown)
  const survived = await survive(engine, database, settings, shutdown)
  return { comparisons: [...signUps, ...drains], survived }
}

/** By measure, and not by database. */
const interleave = (results: EngineResult[]) =>
  results[0]!.comparisons.flatMap((_, index) => results.map(({ comparisons }) => comparisons[index]!))

runBench(async (shutdown) => {
  const settings = readSettings(process.argv.slice(2), process.env)
  await build()
  const results = await onEachEngine(shutdown, (engine, database) =>
    benchOn(engine, database, settings, shutdown),
  )
  if (settings.quick) say('This was --quick: it shows that the bench runs; its numbers mean little.')
  const table = markdownOf(interleave(results), settings.rounds, 'next to it')
  return `${table}\n\n${tableOfSurvivals(results.map(({ survived }) => survived))}`
})
