/** Runs a program of hosts/ in a process of its own, so that it can be measured alone, and asks it. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { lastLines } from '../src/testing/postgres/run'
import type { Shutdown } from '../dev/shutdown'

export interface Child {
  /** One question at a time. */
  ask: <Answer>(question: object | string) => Promise<Answer>
  stop: () => Promise<void>
}

export interface ChildPlan {
  /** Of a file in hosts/. */
  name: string
  /** What it finds in its environment. */
  given: object
  /** Options for Node.js; not those of this process, which runs TypeScript. */
  execArgv?: string[]
}

/** Resolves when it says that it is ready. @throws when it ends before, with what it printed */
export async function startChild(
  { name, given, execArgv = [] }: ChildPlan,
  shutdown: Shutdown,
): Promise<Child> {
  const child = fork(join(__dirname, 'hosts', `${name}.mjs`), {
    execArgv,
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', BENCH_HOST: JSON.stringify(given) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const stop = () => end(child)
  await shutdown.add(stop)
  await ready(child, name)
  return { stop, ask: (question) => ask(child, question) }
}

function ready(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const listen = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-10_000))
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('message', () => resolve())
    child.once('close', () => reject(new Error(`The contender "${name}" ended: ${lastLines(output, 30)}`)))
  })
}

function ask<Answer>(child: ChildProcess, question: object | string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('A contender ended while it was measured.'))
    child.once('exit', fail)
    child.once('message', (answer: Answer) => {
      child.off('exit', fail)
      resolve(answer)
    })
    child.send(question, (error) => error && reject(error))
  })
}

/** Outright: how orderly a contender ends is not measured here. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
