/**
 * `npm run bench`: this package next to stock parse-server, on both databases; prints a Markdown table.
 * `--quick` takes a minute and only shows that it runs; BENCH_ROUNDS and BENCH_SECONDS make it longer or shorter.
 */
import type { Engine } from '../dev/engines/engine'
import { startMongodb } from '../dev/engines/mongodb'
import { findMongod } from '../dev/engines/mongod-binary'
import { startPostgres } from '../dev/engines/postgres'
import { reasonOf, run } from '../dev/engines/run'
import { createShutdown, onSignal } from '../dev/shutdown'
import { prepare } from './prepare'
import { orderOf, type Round, runRound } from './round'
import { type BenchSettings, readSettings } from './settings'
import { type EngineResult, tableOf } from './table'

const shutdown = createShutdown()
const begin = performance.now()

/** Standard output is for the table. */
function say(text: string): void {
  const seconds = Math.round((performance.now() - begin) / 1000)
  console.error(`${String(seconds).padStart(4)} s  ${text}`)
}

async function benchOn(engine: Engine, settings: BenchSettings): Promise<EngineResult> {
  const { seconds, memoryRequests } = settings
  const database = engine.description.replace(/ \(.*/, '')
  say(`${database}: creating databases`)
  const prepared = await prepare(engine, seconds, shutdown)
  const rounds: Round[] = []
  while (rounds.length < settings.rounds) {
    say(`${database}: round ${rounds.length + 1} of ${settings.rounds}`)
    const order = orderOf(rounds.length)
    rounds.push(await runRound({ ...prepared, order, memoryRequests, shutdown }))
  }
  return { database, rounds }
}

async function startEngine(name: 'postgresql' | 'mongodb'): Promise<Engine | undefined> {
  if (name === 'postgresql') return startPostgres({ quiet: true })
  const mongod = await findMongod(say)
  if (!('missing' in mongod)) return startMongodb({ mongod, quiet: true })
  say(`MongoDB is MISSING and not measured: ${mongod.missing}`)
  return undefined
}

async function bench(): Promise<void> {
  const settings = readSettings(process.argv.slice(2), process.env)
  say('building')
  await run('npm', ['run', 'build'])
  const results: EngineResult[] = []
  for (const name of ['postgresql', 'mongodb'] as const) {
    const engine = await startEngine(name)
    if (!engine) continue
    await shutdown.add(() => engine.stop())
    results.push(await benchOn(engine, settings))
  }
  console.log(`\n${tableOf(results, settings)}`)
  if (settings.quick) say('This was --quick: it shows that the bench runs; its numbers mean little.')
}

let interrupted = false
onSignal(() => {
  interrupted = true
  void shutdown.run().then(() => process.exit(130))
})

bench()
  .catch((error: unknown) => {
    if (interrupted) return
    process.exitCode = 1
    console.error(`The bench failed: ${reasonOf(error)}`)
  })
  .finally(() => shutdown.run())
