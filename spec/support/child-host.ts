/**
 * A host in a process of its own, for what would end the process or belongs to it: crashes, signals, listeners.
 * `spec/fixtures/hosts/<name>.ts` exports the options; the process prints its URL when it is ready.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { TestDatabase } from './database'
import { appId, masterKey } from './host'
import { runsTypeScript } from './run-typescript'

export interface ChildHost {
  appId: string
  masterKey: string
  url: string
  apiUrl: string
  graphqlUrl: string
  process: ChildProcess
  /** What the process has written so far, to both outputs. */
  output: () => string
  isAlive: () => boolean
  /** Ends the process, if it still runs. */
  stop(): Promise<void>
}

/**
 * @param fixture name of a file in spec/fixtures/hosts
 * @param main what the process runs, when that is another copy of the house
 */
export async function startChildHost(
  fixture: string,
  database: TestDatabase,
  env: Record<string, string> = {},
  main = path.join(__dirname, 'child-main.ts'),
): Promise<ChildHost> {
  const child = spawn(process.execPath, [...runsTypeScript, main], {
    env: { ...process.env, ...env, FIXTURE: fixture, DATABASE_URI: database.uri },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)))
  const url = await Promise.race([
    readyUrl(child),
    exited.then(() => {
      throw new Error(`The host did not start:\n${output}`)
    }),
  ])
  const isAlive = () => child.exitCode === null && child.signalCode === null
  const stop = async () => {
    if (isAlive()) child.kill('SIGKILL')
    await exited
  }
  const urls = { url, apiUrl: `${url}/parse`, graphqlUrl: `${url}/graphql` }
  return { appId, masterKey, ...urls, process: child, output: () => output, isAlive, stop }
}

async function readyUrl(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! }))
    if (line.startsWith('ready ')) return line.slice('ready '.length)
  return new Promise(() => undefined) // it ends, and its exit tells why
}
