/** The lock file of a PostgreSQL, on systems that have no `ps`: it stays as long as its server runs. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { releaseFolder } from '../../src/testing/postgres/release-folder'
import { startPostgres } from '../../testing'

jest.mock('node:child_process', () => ({
  ...jest.requireActual<object>('node:child_process'),
  execFileSync: () => {
    throw Object.assign(new Error('spawnSync ps ENOENT'), { code: 'ENOENT' })
  },
}))

describe('without `ps`, the lock file of a PostgreSQL', () => {
  let dataDir: string
  const lockFile = () => join(dataDir, 'postmaster.pid')
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'release-folder-'))
    // Open to the user that PostgreSQL runs as, where this is root.
    await chmod(dataDir, 0o755)
  })
  afterEach(() => rm(dataDir, { recursive: true }))

  test('stays while its server runs, and a second start says so', async () => {
    const postgres = await startPostgres({ dataDir })
    const second = releaseFolder(dataDir)
    await expect(second).rejects.toThrow(`Another PostgreSQL is running on the data in ${dataDir}`)
    expect(existsSync(lockFile())).toBe(true)
    await postgres.stop()
  })

  test('goes when its server is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    await writeFile(lockFile(), `${pid}\n`)
    await releaseFolder(dataDir)
    expect(existsSync(lockFile())).toBe(false)
  })

  const testOnLinux = process.platform === 'linux' ? test : test.skip
  testOnLinux('goes when its number is that of another program today', async () => {
    await writeFile(lockFile(), `${process.pid}\n`)
    await releaseFolder(dataDir)
    expect(existsSync(lockFile())).toBe(false)
  })

  test('goes when it says nothing', async () => {
    await writeFile(lockFile(), '')
    await releaseFolder(dataDir)
    expect(existsSync(lockFile())).toBe(false)
  })
})
