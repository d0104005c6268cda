/** What an operator is told whose `users import` or `users export` can't begin. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runCli } from '../../support/cli'
import { fileWith, folder } from '../../support/user-files'

// Nobody listens there: whatever is refused before is refused without a database.
const env = { DATABASE_URI: 'postgres://ann:sEcReT@127.0.0.1:1/parse' }
const users = fileWith('username\nann\n')

test.each([
  [['import'], '<file> is missing'],
  [['import', users, users], 'Unexpected argument'],
  [['import', users, '--from', 'okta'], "--from takes plain, parse, auth0, firebase, not 'okta'"],
  [['import', users, '--from', 'toString'], "not 'toString'"],
  [['import', users, '--hash-config', users], '--hash-config belongs to --from firebase'],
  [['import', users, '--from', 'firebase', '--hash-config', '/nowhere'], "hash parameters can't be read"],
  [['import', users, '--from', 'firebase', '--hash-config', users], 'has no base64_signer_key'],
  [['import', '/nowhere.csv'], "The list of users can't be read"],
  [['import', users], 'ECONNREFUSED'],
  [['import', users, '--config', '/nowhere.mjs'], 'There is no file /nowhere.mjs'],
  [['export', path.join(folder, 'x'), '--format', 'xml'], "--format takes ndjson, json, csv, not 'xml'"],
  [['export'], '<file> is missing'],
])('users %j: %s', async (args, message) => {
  const { code, stdout, stderr } = await runCli(['users', ...args], env)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^parse-server-accounts: .+\n$/)
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('sEcReT')
})

test('keeps a file that is there', async () => {
  const file = path.join(folder, 'kept.ndjson')
  writeFileSync(file, 'kept')
  expect((await runCli(['users', 'export', file], env)).code).toBe(2)
  expect(readFileSync(file, 'utf8')).toBe('kept')
  expect(existsSync(path.join(folder, 'x'))).toBe(false)
})
