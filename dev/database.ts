/** The demo's database: DATABASE_URI, or a PostgreSQL of its own in the data folder. */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '../src/testing/postgres/postgres'
import { reachablePath, unprivilegedUser } from '../src/testing/postgres/postgres-binaries'

/** A database to use, and how to end it. */
export interface DemoDatabase {
  uri: string
  stop: () => Promise<void>
}

/** The process that a PostgreSQL data folder says it belongs to. */
function ownerOf(pidFile: string): number | undefined {
  try {
    return Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}

/** What a process runs; empty when it is gone, or where the system has no `ps`. */
function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' })
  } catch {
    return ''
  }
}

const isPostgres = (pid: number) => commandOf(pid).includes('postgres')

/**
 * Makes sure that no other PostgreSQL uses the folder. After a crash its pid file may name a process that
 * is something else today; PostgreSQL would then refuse to start, for ever.
 *
 * @throws {Error} when another demo really uses the folder
 */
async function releaseFolder(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid')
  for (let tries = 0; tries < 25; tries++) {
    const pid = ownerOf(pidFile)
    if (pid === undefined) return
    if (!isPostgres(pid)) return rmSync(pidFile, { force: true })
    // The database of a demo that was killed is being stopped by its guard: give it a moment.
    await sleep(200)
  }
  throw new Error(
    'Another demo is running on the same data: stop it, or start with DEMO_DATA_DIR=.data/second npm start',
  )
}

/** Starts the embedded PostgreSQL on a port that the system picks. */
export async function startDatabase(dataDir: string): Promise<DemoDatabase> {
  const folder = join(dataDir, 'postgres')
  await releaseFolder(reachablePath(folder, unprivilegedUser()))
  const engine = await startPostgres({ dataDir: folder })
  try {
    await engine.createDatabase('demo')
  } catch (error) {
    await engine.stop()
    throw error
  }
  return { uri: engine.uri('demo'), stop: () => engine.stop() }
}
