/** Runs the command line as an operator would: in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { closeAfterwards } from './left-over'
import { runsTypeScript } from './run-typescript'

const main = path.join(__dirname, '../../src/cli/main.ts')

export interface CliResult {
  code: number | null
  stdout: string
  stderr: string
}

export interface Cli {
  process: ChildProcess
  /** Resolves when it has written that to standard error; rejects when it ends before. */
  printed(text: string): Promise<void>
  result: Promise<CliResult>
}

/** @param env on top of (or, with undefined, without) the environment of this process */
export function startCli(args: string[], env: Record<string, string | undefined> = {}): Cli {
  const child = spawn(process.execPath, [...runsTypeScript, main, ...args], {
    env: { ...process.env, DATABASE_URI: undefined, RULE_PASSWORD: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (data) => (output.stdout += String(data)))
  child.stderr.on('data', (data) => (output.stderr += String(data)))
  const closed = once(child, 'close')
  const kill = closeAfterwards(async () => {
    child.kill('SIGKILL')
    await closed
  })
  const result = closed.then(async ([code]) => {
    await kill()
    return { code: code as number | null, ...output }
  })
  const printed = (text: string) =>
    new Promise<void>((resolve, reject) => {
      child.stderr.on('data', () => output.stderr.includes(text) && resolve())
      void closed.then(() => reject(new Error(`It ended without "${text}":\n${output.stderr}`)))
    })
  return { process: child, printed, result }
}

export function runCli(args: string[], env: Record<string, string | undefined> = {}): Promise<CliResult> {
  return startCli(args, env).result
}

/** The counts of the table that a migration prints. */
export function countsIn(stdout: string): Record<string, number> {
  const rows = [...stdout.matchAll(/^(\S.*?) {2,}([\d,]+)$/gm)]
  const counts = rows.map(([, title, count]) => [title!, Number(count!.replaceAll(',', ''))] as const)
  return Object.fromEntries(counts)
}
