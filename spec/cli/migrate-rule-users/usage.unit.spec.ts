/** What an operator is told when the command line can't begin: one clear line, and nothing is changed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runCli } from '../../support/cli'

const secret = 'sEcReT'
// Nobody listens there: whatever is refused before is refused without a database.
const env = { DATABASE_URI: `postgres://ann:${secret}@127.0.0.1:1/parse`, RULE_PASSWORD: secret }

// Each test starts a process or two.
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'accounts-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function refusalOf(
  args: string[],
  environment: Record<string, string | undefined> = env,
): Promise<string> {
  const { code, stdout, stderr } = await runCli(args, environment)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^parse-server-accounts: .+\n$/)
  expect(stderr).not.toContain(secret)
  return stderr
}

async function refusalOfList(content: string): Promise<string> {
  const file = path.join(folder, `${Math.random()}.json`)
  await writeFile(file, content)
  return refusalOf(['migrate-rule-users', '--users', file])
}

test('explains itself', async () => {
  const { code, stdout } = await runCli(['migrate-rule-users', '--help'])
  expect(code).toBe(0)
  for (const word of ['--dry-run', '--users', '--after', '--report', 'DATABASE_URI', 'RULE_PASSWORD'])
    expect(stdout).toContain(word)
  const list = await runCli(['--help'])
  expect([list.code, list.stdout]).toEqual([0, expect.stringContaining('migrate-rule-users')])
})

test.each([
  [[], 'Which command?'],
  [['migrate'], 'Unknown command migrate.'],
  [['migrate-rule-users', '--password', 'x'], "Unknown option '--password'"],
  [['migrate-rule-users', 'users.json'], "Unexpected argument 'users.json'"],
  [['migrate-rule-users', '--users'], "'--users <value>' argument missing"],
])('refuses %j', async (args, message) => {
  expect(await refusalOf(args)).toContain(message)
})

test.each([
  ['DATABASE_URI is missing', { ...env, DATABASE_URI: undefined }],
  ['RULE_PASSWORD is missing', { ...env, RULE_PASSWORD: undefined }],
  ['RULE_PASSWORD is missing', { ...env, RULE_PASSWORD: '' }],
  ['DATABASE_URI must begin with', { ...env, DATABASE_URI: `mysql://ann:${secret}@127.0.0.1/parse` }],
  ['ECONNREFUSED', env],
  ['is it running', { ...env, DATABASE_URI: `mongodb://ann:${secret}@127.0.0.1:x/parse` }],
])('says "%s" of a wrong environment', async (message, environment) => {
  expect(await refusalOf(['migrate-rule-users'], environment)).toContain(message)
})

const good = '{"user_id":"auth0|1","email":"ann@example.com"}'

test.each([
  ['Line 3 of', 'is not well-formed JSON', `${good}\n\n{"user_id":"${secret}\n${good}`],
  ['Line 2 of', 'is no Auth0 user', `${good}\n{"email":"ann@example.com"}`],
  ['Line 1 of', 'is no Auth0 user', '"auth0|1"'],
  ['Entry 2 of', 'is no Auth0 user', `[${good},{"user_id":7}]`],
  ['.json', 'is not well-formed JSON', `[${good},`],
])('names the place of a mistake in the list: %s … %s', async (place, problem, content) => {
  const refusal = await refusalOfList(content)
  expect(refusal).toContain(place)
  expect(refusal).toContain(problem)
})

test('names a list that is not there', async () => {
  expect(await refusalOf(['migrate-rule-users', '--users', '/nowhere.json'])).toContain('/nowhere.json')
})
