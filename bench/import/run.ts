/**
 * `npm run bench:import`: how many users `parse-server-accounts users import` takes in a second on both databases, with
 * bcrypt hashes and an identity each, and how much memory it needs; prints a Markdown table. BENCH_USERS makes it longer
 * or shorter.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Engine } from '../../src/testing/postgres/engine'
import { build, onEachEngine, runBench, say } from '../run-bench'
import { positive } from '../settings'

const MAIN = join(__dirname, '../../dist/src/cli/main.js')
/** Writes the most memory that the process had when it ends. */
const PEAK = `data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))`

const passwordHash = '$2b$10$Wd1gvrMYPnQv5pHBbXCwCehxXmJSEzRqNON0ev98L6JJP5296S35i'

/** As the file with password hashes that Auth0's support makes. */
function* exported(count: number) {
  for (let index = 0; index < count; index++) {
    const user = {
      _id: { $oid: index.toString(16).padStart(24, '0') },
      ...{ email: `user-${index}@example.com`, email_verified: true, passwordHash },
      ...{ name: `Person ${index}`, connection: 'Username-Password-Authentication' },
    }
    yield `${JSON.stringify(user)}\n`
  }
}

interface Run {
  seconds: number
  megabytes: number
}

/** @throws when it has not taken all users */
async function importFile(uri: string, file: string, outcome: RegExp): Promise<Run> {
  const begin = performance.now()
  const child = spawn(
    process.execPath,
    ['--import', PEAK, MAIN, 'users', 'import', file, '--from', 'auth0'],
    { env: { ...process.env, NODE_ENV: 'production', DATABASE_URI: uri }, stdio: 'pipe' },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  const seconds = (performance.now() - begin) / 1000
  if (code !== 0 || !outcome.test(output)) throw new Error(`It ended with ${String(code)}:\n${output}`)
  return { seconds, megabytes: Number(/^peak (\d+)$/m.exec(output)?.[1]) / 1024 }
}

async function measure(engine: Engine, database: string, count: number, file: string): Promise<string> {
  say(`${database}: importing ${count} users`)
  await engine.createDatabase('bench_import')
  const uri = engine.uri('bench_import')
  const all = count.toLocaleString('en')
  const first = await importFile(uri, file, new RegExp(`^imported +${all}$`, 'm'))
  say(`${database}: the same file once more`)
  const again = await importFile(uri, file, new RegExp(`^there already +${all}$`, 'm'))
  const rate = ({ seconds }: Run) => Math.round(count / seconds).toLocaleString('en')
  const figures = [
    all,
    `${first.seconds.toFixed(1)} s`,
    rate(first),
    `${Math.round(first.megabytes)} MB`,
    rate(again),
  ]
  return `| ${[database, ...figures].join(' | ')} |`
}

runBench(async (shutdown) => {
  const count = Math.ceil(positive('BENCH_USERS', process.env.BENCH_USERS) ?? 100_000)
  await build()
  const folder = await mkdtemp(join(tmpdir(), 'bench-import-'))
  await shutdown.add(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'users.ndjson')
  await pipeline(Readable.from(exported(count)), createWriteStream(file))
  const rows = await onEachEngine(shutdown, (engine, database) => measure(engine, database, count, file))
  const head = [
    '| database | users | time | users/s | memory | users/s, a second time |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
  ]
  return [...head, ...rows, '', `Node.js ${process.version}; ${availableParallelism()} CPUs.`].join('\n')
})
