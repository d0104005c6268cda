/** Where a command has its options from: a module of the host's, or the environment. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { optionsFromEnvironment } from '../../src/cli/environment'
import { resolveOptions } from '../../src/options'
import { runsTypeScript } from '../support/run-typescript'

const options = '{ parseServer: { appId: "mine" } }'
const files = {
  'named.mjs': `export const options = ${options}`,
  'default.mjs': `export default ${options}`,
  'later.mjs': `export const options = await Promise.resolve(${options})`,
  'whole.cjs': `module.exports = ${options}`,
  'named.cjs': `exports['opt' + 'ions'] = ${options}`,
  'compiled.cjs': `exports.__esModule = true; exports['default'] = ${options}`,
  'empty.mjs': '',
  'other.mjs': 'export default { appId: "mine" }',
  'throws.mjs': 'throw new Error("KEY_FILE is not set")',
  'broken.cjs': 'module.exports = {',
  'odd.tsx': `export default ${options}`,
}
const good = ['named.mjs', 'default.mjs', 'later.mjs', 'whole.cjs', 'named.cjs', 'compiled.cjs']
const bad: Record<string, string> = {
  'empty.mjs': 'exports no options: expected `export const options',
  'other.mjs': 'exports no options: expected `export const options',
  'throws.mjs': 'failed: KEY_FILE is not set',
  'broken.cjs': 'failed: ',
  'odd.tsx': "This Node.js can't load",
  'nowhere.mjs': 'There is no file',
  '.': 'There is no file',
}

const results = new Map<string, unknown>()
beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'accounts-config-'))
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
  const names = [...good, ...Object.keys(bad)]
  const script = path.join(__dirname, '../fixtures/cli/print-options.ts')
  const args = [...runsTypeScript, script, ...names]
  // Relative to where the command is called.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder })
  for (const [index, result] of (JSON.parse(stdout) as unknown[]).entries())
    results.set(names[index]!, result)
  await rm(folder, { recursive: true })
})

test.each(good)('takes the options of %s', (name) => {
  expect(results.get(name)).toEqual({ parseServer: { appId: 'mine' } })
})

test.each(Object.entries(bad))('says of %s: %s', (name, message) => {
  expect(results.get(name)).toContain(message)
})

const databaseURI = 'postgres://ann:sEcReT@localhost/parse'
const variables = {
  ...{ DATABASE_URI: databaseURI, APP_ID: 'mine', MASTER_KEY: 'm'.repeat(32), APP_NAME: 'Mine' },
  ...{ PUBLIC_SERVER_URL: 'https://api.example.com/parse', SMTP_URL: 'smtp://localhost:25' },
  ...{ MAIL_FROM: 'Mine <mine@example.com>', REDIS_URL: 'redis://localhost:6379' },
}

test('makes options of the environment, which createAccounts takes', () => {
  const made = optionsFromEnvironment(variables)
  expect(made).toEqual({
    parseServer: {
      ...{ appId: 'mine', masterKey: 'm'.repeat(32), databaseURI, appName: 'Mine' },
      publicServerURL: 'https://api.example.com/parse',
    },
    email: { transport: 'smtp://localhost:25', from: 'Mine <mine@example.com>' },
    redisUrl: 'redis://localhost:6379',
  })
  expect(() => resolveOptions(made)).not.toThrow()
})

test('needs no more than the database, and keys that nobody gave are no two times the same', () => {
  const [one, two] = [1, 2].map(() => optionsFromEnvironment({ DATABASE_URI: databaseURI }))
  expect(() => resolveOptions(one)).not.toThrow()
  expect(one!.parseServer.masterKey).not.toBe(two!.parseServer.masterKey)
  const email = optionsFromEnvironment({ ...variables, MAIL_FROM: '' }).email
  expect(email).toMatchObject({ from: 'no-reply@api.example.com' })
})

test.each([
  ['DATABASE_URI is missing', {}],
  ['DATABASE_URI is missing', { DATABASE_URI: '' }],
  ['DATABASE_URI must begin with', { DATABASE_URI: 'mysql://ann:sEcReT@localhost/parse' }],
])('says "%s" of a wrong environment, without its secrets', (message, env) => {
  expect(() => optionsFromEnvironment(env)).toThrow(message)
  expect(() => optionsFromEnvironment(env)).not.toThrow('sEcReT')
})
