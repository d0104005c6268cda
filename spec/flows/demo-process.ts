/** Runs the demo as a person would: in a process group of its own, as a terminal does, on free ports. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = path.join(__dirname, '../..')

export interface DemoProcess {
  siteUrl: string
  mailboxUrl: string
  /** What it has printed so far. */
  output: () => string
  /** Resolves when it has printed that. */
  printed: (text: string) => Promise<void>
  /** To the whole process group, as Ctrl-C does. */
  signal: (signal: NodeJS.Signals) => void
  /** The code it exits with. */
  exited: Promise<number | null>
  /** Ends it, if it still runs, and waits until its database has ended, too. */
  kill: () => Promise<void>
}

/**
 * A port whose next two are free, too: the demo puts the issuer and the mailbox there. Below the range from which
 * the system gives ports to anybody who asks, so that nobody gets them before the demo does.
 */
export async function freePorts(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const servers = await Promise.allSettled([0, 1, 2].map((offset) => occupy(port + offset)))
    const taken = servers.flatMap((server) => (server.status === 'fulfilled' ? [server.value] : []))
    await Promise.all(taken.map((server) => new Promise((resolve) => server.close(resolve))))
    if (taken.length === 3) return port
  }
}

/** Another program on that port. */
export async function occupy(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy())
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** A new folder that PostgreSQL can reach when the specs run as root, and a function that deletes it. */
export async function newDataDir(): Promise<{ dataDir: string; remove: () => Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'accounts-demo-'))
  await chmod(dataDir, 0o755)
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

/** The process id of the database that uses the folder. */
export async function databasePid(dataDir: string): Promise<number> {
  return parseInt(await readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Waits for a process to end. When the demo was killed, its guard needs a moment. */
export async function ended(pid: number | undefined, timeoutMs = 10_000): Promise<boolean> {
  const endsAt = Date.now() + timeoutMs
  while (pid !== undefined && isAlive(pid) && Date.now() < endsAt) await sleep(50)
  return pid === undefined || !isAlive(pid)
}

/** The program of `npm start`, without what stands between it and its signals. */
const program = [process.execPath, '--import', 'tsx', 'dev/start.ts']

/** Starts it without waiting for anything. */
export function startDemo(port: number, dataDir: string, command = program): DemoProcess {
  const [file = '', ...args] = command
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, PORT: String(port), DEMO_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)))
  const exited = once(child, 'close').then(([code]) => code as number | null)
  const signal = (name: NodeJS.Signals) => process.kill(-child.pid!, name)
  return {
    siteUrl: `http://localhost:${port}`,
    mailboxUrl: `http://localhost:${port + 2}`,
    output: () => output,
    printed: (text) => untilPrinted(child, () => output, text),
    signal,
    exited,
    async kill() {
      const database = await databasePid(dataDir).catch(() => undefined)
      if (child.exitCode === null && child.signalCode === null) signal('SIGKILL')
      await exited
      await ended(database)
    },
  }
}

function untilPrinted(child: ChildProcess, output: () => string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (output().includes(text)) resolve()
    }
    child.stdout?.on('data', check)
    child.once('close', () => reject(new Error(`The demo ended without printing "${text}":\n${output()}`)))
    check()
  })
}
