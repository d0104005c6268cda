/** Starts a contender in a process of its own, and asks it about itself. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort } from '../dev/engines/free-port'
import { lastLines } from '../dev/engines/run'
import type { Shutdown } from '../dev/shutdown'
import { type ContenderName, GRAPHQL_PATH, parseOptionsFor } from './options'

/** What a process has used so far. */
export interface Usage {
  /** Resident memory, in bytes. */
  rss: number
  /** Time on the processor, in microseconds. */
  cpu: number
}

export interface Contender {
  name: ContenderName
  /** As http://127.0.0.1:4711. */
  url: string
  usage: () => Promise<Usage>
  stop: () => Promise<void>
}

/** Resolves when it listens. @throws when it ends before, with what it printed */
export async function startContender(
  name: ContenderName,
  databaseURI: string,
  shutdown: Shutdown,
): Promise<Contender> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const parseServer = parseOptionsFor(name, url, databaseURI)
  const child = fork(join(__dirname, 'hosts', `${name}.mjs`), {
    execArgv: [], // not those of this process, which runs TypeScript
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_ENV: 'production',
      BENCH_HOST: JSON.stringify({ port, graphqlPath: GRAPHQL_PATH, parseServer }),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const stop = () => end(child)
  await shutdown.add(stop)
  await listening(child, name)
  return { name, url, stop, usage: () => ask(child) }
}

function listening(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const listen = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-10_000))
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('message', () => resolve())
    child.once('close', () => reject(new Error(`The contender "${name}" ended: ${lastLines(output, 30)}`)))
  })
}

function ask(child: ChildProcess): Promise<Usage> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('A contender ended while it was measured.'))
    child.once('exit', fail)
    child.once('message', (usage: Usage) => {
      child.off('exit', fail)
      resolve(usage)
    })
    child.send('usage', (error) => error && reject(error))
  })
}

/** Outright: how orderly a contender ends is not measured here. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
