/** What every bench does around its measures: it builds, tells how far it is, starts databases, and ends in order. */
import type { Engine } from '../src/testing/postgres/engine'
import { startMongodb } from '../dev/engines/mongodb'
import { findMongod } from '../dev/engines/mongod-binary'
import { startPostgres } from '../src/testing/postgres/postgres'
import { reasonOf } from '../src/errors'
import { run } from '../src/testing/postgres/run'
import { createShutdown, onSignal, type Shutdown } from '../dev/shutdown'

const begin = performance.now()

/** Standard output is for the table. */
export function say(text: string): void {
  const seconds = Math.round((performance.now() - begin) / 1000)
  console.error(`${String(seconds).padStart(4)} s  ${text}`)
}

async function startEngine(name: 'postgresql' | 'mongodb'): Promise<Engine | undefined> {
  if (name === 'postgresql') return startPostgres()
  const mongod = await findMongod(say)
  if (!('missing' in mongod)) return startMongodb({ mongod })
  say(`MongoDB is MISSING and not measured: ${mongod.missing}`)
  return undefined
}

/**
 * Measures on each database server that can be had.
 * @param measure gets the server, and its name as "PostgreSQL 18.4"
 */
export async function onEachEngine<Result>(
  shutdown: Shutdown,
  measure: (engine: Engine, database: string) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (const name of ['postgresql', 'mongodb'] as const) {
    const engine = await startEngine(name)
    if (!engine) continue
    await shutdown.add(() => engine.stop())
    results.push(await measure(engine, engine.description.replace(/ \(.*/, '')))
  }
  return results
}

/** The hosts use the package as it is built. */
export async function build(): Promise<void> {
  say('building')
  await run('npm', ['run', 'build'])
}

/** Runs a bench, and prints the table that it resolves to. */
export function runBench(bench: (shutdown: Shutdown) => Promise<string>): void {
  const shutdown = createShutdown()
  let interrupted = false
  onSignal(() => {
    interrupted = true
    void shutdown.run().then(() => process.exit(130))
  })
  bench(shutdown)
    .then((table) => console.log(`\n${table}`))
    .catch((error: unknown) => {
      if (interrupted) return
      process.exitCode = 1
      console.error(`The bench failed: ${reasonOf(error)}`)
    })
    .finally(() => shutdown.run())
}
