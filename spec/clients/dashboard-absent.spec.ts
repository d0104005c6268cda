/** A host that has not installed the optional package `parse-dashboard`. */
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ChildHost, startChildHost } from '../support/child-host'
import { describeWithOneDatabase } from '../support/database'
import { rest } from '../support/rest'

const root = resolve(__dirname, '../..')

/** A copy of the package in which everything is installed but the Dashboard. */
async function copyWithoutDashboard(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parse-server-accounts-'))
  for (const name of [
    'package.json',
    'tsconfig.json',
    'index.ts',
    'src',
    'dev',
    'spec/support',
    'spec/fixtures',
  ])
    await cp(join(root, name), join(folder, name), { recursive: true })
  await mkdir(join(folder, 'node_modules'))
  const installed = await readdir(join(root, 'node_modules'))
  for (const name of installed.filter((name) => name !== 'parse-dashboard' && !name.startsWith('.')))
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
  return folder
}

describeWithOneDatabase('without the package parse-dashboard', (database) => {
  let folder: string
  let host: ChildHost | undefined
  beforeAll(async () => {
    folder = await copyWithoutDashboard()
    host = await startChildHost('dashboard', database(), {}, join(folder, 'spec/support/child-main.ts'))
  })
  afterAll(async () => {
    await host?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('the host starts, and answers for the path itself', async () => {
    const answer = await fetch(`${host!.url}/dashboard`)
    expect([answer.status, await answer.text()]).toEqual([404, 'not here'])
    expect((await rest(host!, 'GET', '/health')).body).toEqual({ status: 'ok' })
    expect(host!.output()).not.toMatch(/error/i)
  })
})
