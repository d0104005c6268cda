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

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function firstThatReads(ways: (() => string)[]): string | undefined {
  for (const read of ways)
    try {
      return read()
    } catch {
      // The next one may know.
    }
  return undefined
}

/** What a process runs, where that can be told: Windows has no `ps`, small images have `/proc` only. */
const commandOf = (pid: number): string | undefined =>
  firstThatReads([
    () => execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }),
    () => readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
  ])

/** In doubt it is: without its lock file, two would write into one folder. */
const isPostgres = (pid: number) => isAlive(pid) && (commandOf(pid) ?? 'postgres').includes('postgres')

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
