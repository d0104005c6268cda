/** Installs what stands beside this package into its own folder, and finds out what an installation of each takes. */
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { version as parseServerVersion } from 'parse-server/package.json'
import type { Shutdown } from '../../dev/shutdown'
import { run } from '../../src/testing/postgres/run'

const npm = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']

/** As the lock file has them. */
export async function installPeers(): Promise<void> {
  await run('npm', ['ci', '--prefix', __dirname, ...npm])
}

async function megabytesOf(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = files
    .filter((file) => file.isFile())
    .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 2 ** 20
}

/** This package, packed, with the peers that a host installs beside it. */
async function installAccounts(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "private": true }')
  await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder])
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? ''
  const packages = [join(folder, tarball), `parse-server@${parseServerVersion}`, 'express@5', 'parse@8']
  await run('npm', ['install', '--prefix', folder, '--omit=dev', '--omit=optional', ...npm, ...packages])
}

/** Megabytes in `node_modules`: of an app with better-auth, Express and two drivers, and of one with this package. */
export async function installSizes(shutdown: Shutdown): Promise<{ other: number; own: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-peers-'))
  await shutdown.add(() => rm(folder, { recursive: true, force: true }))
  await installAccounts(folder)
  return {
    other: await megabytesOf(join(__dirname, 'node_modules')),
    own: await megabytesOf(join(folder, 'node_modules')),
  }
}
