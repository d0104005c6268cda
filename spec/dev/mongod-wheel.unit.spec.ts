import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepFolder } from '../../src/testing/postgres/keep-folder'
import { verifySha256 } from '../../dev/engines/mongod-wheel'

describe('what is downloaded', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'spec-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('is accepted byte for byte only', async () => {
    const file = join(folder, 'wheel')
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' // of "abc", FIPS 180-2
    await writeFile(file, 'abc')
    await verifySha256(file, sha256)
    await writeFile(file, 'abd')
    await expect(verifySha256(file, sha256)).rejects.toThrow(`expected ${sha256}`)
  })

  test('is kept whole or not at all', async () => {
    const kept = join(folder, 'kept')
    const failing = keepFolder(kept, async (draft) => {
      await writeFile(join(draft, 'half'), '')
      throw new Error('interrupted')
    })
    await expect(failing).rejects.toThrow('interrupted')
    expect(await readdir(folder)).not.toContain('kept')
  })

  test('is kept once when two runs fetch it at the same time', async () => {
    const kept = join(folder, 'shared')
    const fill = (draft: string) => writeFile(join(draft, 'file'), 'whole')
    await Promise.all([keepFolder(kept, fill), keepFolder(kept, fill)])
    expect(await readdir(kept)).toEqual(['file'])
    expect((await readdir(folder)).filter((name) => name.startsWith('shared'))).toEqual(['shared'])
  })
})
