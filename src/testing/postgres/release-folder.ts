/** Makes sure that a PostgreSQL may have its folder, also after one that crashed or is ending. */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

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
 * After a crash its pid file may name a process that is something else today; PostgreSQL would then refuse to start,
 * for ever.
 *
 * @throws when another one really uses the folder
 */
export async function releaseFolder(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid')
  for (let tries = 0; tries < 25; tries++) {
    const pid = ownerOf(pidFile)
    if (pid === undefined) return
    if (!isPostgres(pid)) return rmSync(pidFile, { force: true })
    // The database of a process that was killed is being stopped by its guard: give it a moment.
    await sleep(200)
  }
  throw new Error(`Another PostgreSQL is running on the data in ${folder}: end the program that started it.`)
}
