/** Where downloaded engines are kept, and how a folder gets there whole or not at all. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** A place in this package's cache, which survives until node_modules is deleted. */
export function cachePath(...names: string[]): string {
  return resolve(__dirname, '../../node_modules/.cache/parse-server-accounts', ...names)
}

/**
 * Fills a folder next to its final place and renames it when complete, so that neither two runs at once nor
 * one that was interrupted leave half a folder behind.
 */
export async function keepFolder(folder: string, fill: (draft: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder
  const draft = `${folder}.${randomUUID()}`
  await mkdir(draft, { recursive: true })
  try {
    await fill(draft)
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return folder
}

/** The first executable of that name on the PATH. */
export function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':')
  const file = process.platform === 'win32' ? `${name}.exe` : name
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, file))
    .find((path) => existsSync(path))
}
