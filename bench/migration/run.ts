/**
 * `npm run bench:migration`: how long `parse-server-accounts migrate-rule-users` takes on both databases; prints a
 * Markdown table. BENCH_USERS makes it longer or shorter.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine } from '../../src/testing/postgres/engine'
import { insertUsers } from './insert'
import { exportOf, makeRuleUsers, RULE_PASSWORD, type RuleUser } from './rule-users'
import { build, onEachEngine, runBench, say } from '../run-bench'
import { positive } from '../settings'

const MAIN = join(__dirname, '../../dist/src/cli/main.js')

/** @returns seconds from the start of the process to its end. @throws when it has not migrated all users */
async function migrate(uri: string, file: string, count: number): Promise<number> {
  const begin = performance.now()
  const child = spawn(process.execPath, [MAIN, 'migrate-rule-users', '--users', file], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URI: uri, RULE_PASSWORD },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  const seconds = (performance.now() - begin) / 1000
  const migrated = [...output.matchAll(/^migrated .*? ([\d,]+)$/gm)].map(([, text]) =>
    Number(text!.replaceAll(',', '')),
  )
  if (code !== 0 || migrated.reduce((sum, each) => sum + each, 0) !== count)
    throw new Error(`The migration ended with ${String(code)}:\n${output}`)
  return seconds
}

async function measure(engine: Engine, database: string, users: RuleUser[], file: string): Promise<string> {
  say(`${database}: inserting ${users.length} users`)
  await engine.createDatabase('bench_migration')
  const uri = engine.uri('bench_migration')
  await insertUsers(uri, users)
  say(`${database}: migrating them`)
  const seconds = await migrate(uri, file, users.length)
  const count = users.length.toLocaleString('en')
  return `| ${database} | ${count} | ${seconds.toFixed(1)} s | ${(users.length / seconds).toFixed(1)} |`
}

runBench(async (shutdown) => {
  const count = Math.ceil(positive('BENCH_USERS', process.env.BENCH_USERS) ?? 10_000)
  await build()
  const folder = await mkdtemp(join(tmpdir(), 'bench-migration-'))
  await shutdown.add(() => rm(folder, { recursive: true, force: true }))
  const users = await makeRuleUsers(count)
  const file = join(folder, 'users.json')
  await writeFile(file, exportOf(users))
  const rows = await onEachEngine(shutdown, (engine, database) => measure(engine, database, users, file))
  const machine = `Node.js ${process.version}; ${availableParallelism()} CPUs.`
  return ['| database | users | time | users/s |', '| --- | ---: | ---: | ---: |', ...rows, '', machine].join(
    '\n',
  )
})
