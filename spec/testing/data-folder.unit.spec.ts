/** PostgreSQL in a folder that somebody has chosen: what stands there already is theirs. */
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reachablePath } from '../../src/testing/postgres/postgres-binaries'
import { postgresHasDatabase } from '../../src/testing/postgres/postgres-admin'
import { startPostgres } from '../../testing'

describe('a PostgreSQL with its data in a folder', () => {
  let parent: string
  beforeEach(async () => {
    // Open to the user that PostgreSQL runs as, where this is root.
    parent = await mkdtemp(join(tmpdir(), 'data-folder-'))
    await chmod(parent, 0o755)
  })
  afterEach(() => rm(parent, { recursive: true }))

  test('does not start in one that holds something else, which stays', async () => {
    const dataDir = join(parent, 'work')
    await mkdir(dataDir)
    await writeFile(join(dataDir, 'thesis.txt'), 'ten years')
    await expect(startPostgres({ dataDir })).rejects.toThrow(
      `${dataDir} is not empty, and what it holds is no PostgreSQL (thesis.txt): it is left as it is. Give an empty folder, or a new one`,
    )
    expect(await readFile(join(dataDir, 'thesis.txt'), 'utf8')).toBe('ten years')
    expect(await readdir(parent)).toEqual(['work'])
  })

  test('does not start in place of a file, which stays', async () => {
    const dataDir = join(parent, 'file')
    await writeFile(dataDir, 'ten years')
    await expect(startPostgres({ dataDir })).rejects.toThrow(`${dataDir} is no folder`)
    expect(await readFile(dataDir, 'utf8')).toBe('ten years')
  })

  test('is made in an empty one, beside what others have there, and kept', async () => {
    const dataDir = join(parent, 'postgres')
    const beside = join(parent, 'postgres.new')
    for (const folder of [dataDir, beside]) await mkdir(folder)
    await writeFile(join(beside, 'notes.txt'), 'theirs')
    const first = await startPostgres({ dataDir })
    await first.createDatabase('kept')
    await first.stop()
    expect(existsSync(join(beside, 'notes.txt'))).toBe(true)
    expect((await readdir(parent)).sort()).toEqual(['postgres', 'postgres.new'])

    const second = await startPostgres({ dataDir })
    expect(await postgresHasDatabase(second.uri('postgres'), 'kept')).toBe(true)
    await second.stop()
  })

  test('has a stand-in where its user can’t get at it, and its programs one for each version', async () => {
    await chmod(parent, 0o700)
    const standIn = (version?: string) => reachablePath(join(parent, 'postgres'), { uid: 65534 }, version)
    expect(standIn()).toMatch(/^\/var\/lib\/parse-server-accounts\/\w{12}$/)
    expect(new Set([standIn(), standIn('18.4.0'), standIn('18.5.0')]).size).toBe(3)
    expect(standIn('18.4.0')).toBe(standIn('18.4.0'))
  })

  test('is made in a new one, with the folders above it', async () => {
    const dataDir = join(parent, 'app', '.data', 'postgres')
    const postgres = await startPostgres({ dataDir })
    await postgres.stop()
    expect(await readdir(join(parent, 'app', '.data'))).toEqual(['postgres'])
    expect(existsSync(join(dataDir, 'PG_VERSION'))).toBe(true)
  })
})
