/** Starts a real MongoDB on the loopback address, by mongodb-memory-server. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { MongoMemoryReplSet, MongoMemoryServer } from 'mongodb-memory-server-core'
import type { Engine, EngineOptions } from '../../src/testing/postgres/engine'
import { findMongod, type Mongod } from './mongod-binary'
import { reasonOf } from '../../src/errors'
import { stopWithParent } from '../../src/testing/postgres/stop-with-parent'

export interface MongodbOptions extends EngineOptions {
  /** Starts a replica set of one, which transactions and change streams need. @default false */
  replicaSet?: boolean
  /** @default the one that `findMongod` finds */
  mongod?: Mongod
}

/** @throws when there is no mongod or it can't start, with the reason */
export async function startMongodb(options: MongodbOptions = {}): Promise<Engine> {
  const persistent = options.dataDir !== undefined
  const mongod = options.mongod ?? (await requireMongod())
  const dataDir = options.dataDir ? resolve(options.dataDir) : await temporaryFolder()
  await mkdir(dataDir, { recursive: true })
  const server = await launch(options, mongod, dataDir).catch((error: unknown) => {
    throw new Error(`MongoDB did not start with its data in ${dataDir}: ${reasonOf(error)}`, { cause: error })
  })
  const description = `MongoDB ${mongod.version} (${mongod.source})`
  const callOff = stopWithParent(server.pid!, 'SIGINT', persistent ? undefined : dataDir)
  return {
    description,
    uri: server.uri,
    createDatabase: () => Promise.resolve(), // MongoDB does so when the first document is written
    async stop() {
      await server.stop()
      callOff()
      if (!persistent) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function requireMongod(): Promise<Mongod> {
  const found = await findMongod()
  if ('missing' in found) throw new Error(`There is no mongod: ${found.missing}`)
  return found
}

function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'parse-server-accounts-mongodb-'))
}

interface RunningServer {
  uri: (databaseName: string) => string
  stop: () => Promise<unknown>
  pid: number | undefined
}

async function launch(options: MongodbOptions, mongod: Mongod, dbPath: string): Promise<RunningServer> {
  const binary = { systemBinary: mongod.path, version: mongod.version }
  // Detached: Ctrl-C in a terminal must reach the app first, which closes and then stops its database.
  const spawn = { detached: true }
  // Its default storage engine keeps nothing when the server is killed, and is gone from MongoDB 7.
  const storageEngine = 'wiredTiger' as const
  const port = options.port ? { port: options.port } : {}
  const instance = { dbPath, storageEngine, args: ['--quiet'], ...port }
  if (options.replicaSet) {
    const set = await MongoMemoryReplSet.create({
      binary,
      instanceOpts: [instance],
      replSet: { storageEngine, spawn },
    })
    return running(set, set.servers[0])
  }
  const single = await MongoMemoryServer.create({
    binary,
    instance: { ...instance, portGeneration: !options.port },
    spawn,
  })
  return running(single, single)
}

function running(
  server: MongoMemoryServer | MongoMemoryReplSet,
  node: MongoMemoryServer | undefined,
): RunningServer {
  return {
    uri: (name) => server.getUri(name),
    stop: () => server.stop({ doCleanup: false }),
    pid: node?.instanceInfo?.instance.mongodProcess?.pid,
  }
}
