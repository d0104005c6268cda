/** Where downloaded engines are kept, and where those of the system are. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A place in this package's cache, which survives until node_modules is deleted. */
export function cachePath(...names: string[]): string {
  return resolve(__dirname, '../../node_modules/.cache/parse-server-accounts', ...names)
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
