/** The folder of a new host: its name, what stands in it already, and the files that are written. */
import { existsSync } from 'node:fs'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { reasonOf } from '../../errors'
import { UsageError } from '../usage-error'
import type { Files } from './template'

/** As npm wants names of packages: "My App" is my-app. @throws {UsageError} when nothing of it is left */
export function packageNameOf(folder: string): string {
  const given = path.basename(path.resolve(folder))
  const name = given
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
  if (name) return name
  throw new UsageError(
    `The folder "${given}" has no letter or digit to name the app by: give another <folder>.`,
  )
}

/** @throws {UsageError} naming all files that would be overwritten */
export async function requireRoom(folder: string, files: Files): Promise<void> {
  const found = await stat(folder).catch(() => undefined)
  if (found && !found.isDirectory()) throw new UsageError(`${folder} is a file: give a folder.`)
  const taken = [...files.keys()].filter((file) => existsSync(path.join(folder, file)))
  if (taken.length === 0) return
  throw new UsageError(
    `Nothing was written: ${taken.join(', ')} ${taken.length > 1 ? 'exist' : 'exists'} already. Give a new folder: parse-server-accounts init <folder>.`,
  )
}

const unreadable = 0o600
const readable = 0o644

/** Never over a file, also one that has come since. @throws {UsageError} when it can't write there */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  try {
    for (const [name, text] of files) {
      const file = path.join(folder, name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, text, { flag: 'wx', mode: name === '.env' ? unreadable : readable })
    }
  } catch (thrown) {
    throw new UsageError(`${folder} can’t be written to: ${reasonOf(thrown)}`)
  }
}
