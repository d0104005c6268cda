/** Runs a PostgreSQL on a folder that is prepared, until it takes connections. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { PostgresBinaries, RunAs } from './postgres-binaries'
import { lastLines } from './run'
import { stopWithParent } from './stop-with-parent'

interface ServerSettings {
  dataDir: string
  port: number
  /** Whether the folder outlives the server. */
  persistent: boolean
  user: RunAs
}

/** @returns ends it. @throws when it has ended by itself, with what it said */
export async function startServer(
  { postgres }: PostgresBinaries,
  { dataDir, port, persistent, user }: ServerSettings,
): Promise<() => Promise<void>> {
  const args = ['-D', dataDir, '-p', String(port), ...settings(persistent)]
  // Detached: Ctrl-C in a terminal must reach the app first, which closes and then stops its database.
  const server = spawn(postgres, args, {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const [signal, orphan] = persistent ? (['SIGINT'] as const) : (['SIGQUIT', dataDir] as const)
  // Before it is ready: this process may end while it starts.
  const callOff = server.pid === undefined ? () => undefined : stopWithParent(server.pid, signal, orphan)
  const complaint = `PostgreSQL did not start on port ${port} with its data in ${dataDir}`
  await readiness(server, complaint).catch((thrown: unknown) => {
    callOff()
    throw thrown
  })
  return async () => {
    server.kill('SIGINT') // "fast shutdown": ends connections and writes everything
    await exited
    callOff()
  }
}

function readiness(server: ChildProcess, complaint: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (!output.includes('ready to accept connections')) return
      server.stderr?.off('data', listen).resume()
      resolve()
    }
    const fail = (what: string) => reject(new Error(`${complaint}: ${what}`))
    server.stderr?.on('data', listen)
    server.once('error', (error) => fail(error.message))
    server.once('close', () => fail(lastLines(output)))
  })
}

function settings(persistent: boolean): string[] {
  const common = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'lc_messages=C',
  ]
  const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off']
  return [...common, ...(persistent ? [] : fast)].flatMap((setting) => ['-c', setting])
}
