/** `migrate-rule-users` with a list of all Auth0 users: each account goes to its owner, or stays as it is. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type CliResult, countsIn, runCli } from '../../support/cli'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import {
  logInByAuth0,
  logInByRule,
  rowOf,
  rulePassword,
  type RuleUser,
  sessionsOf,
  signUpByRule,
} from '../../support/rule-users'
import { startTenant, type Tenant } from '../../support/tenant'

/** The accounts of the rule, and what becomes of each with the list below. */
const accounts: Record<string, string> = {
  'bob@example.com': 'migrated-by-list',
  'unproven@example.com': 'migrated-by-list',
  'Dora Doe': 'migrated-by-list',
  'twins@example.com': 'migrated-by-list',
  'sms|id-only': 'migrated-by-id',
  'fork@example.com': 'ambiguous',
  'shared@example.com': 'ambiguous',
  'Ann Archer': 'ambiguous',
  'lookalike@example.com': 'ambiguous',
  'auth0|lookalike': 'ambiguous',
  'ghost@example.com': 'unknown',
  Ghost: 'unknown',
  'auth0|bob': 'at-log-in',
  'taken@example.com': 'taken',
  'mallory@example.com': 'linked-otherwise',
}

const user = (user_id: string, email?: string, email_verified?: unknown) => ({
  user_id,
  email,
  email_verified,
})
const named = (user_id: string, name: string) => ({ user_id, name })

const list = [
  user('auth0|bob', 'bob@example.com', true),
  user('auth0|unproven', 'unproven@example.com', false),
  named('sms|dora', 'Dora Doe'),
  user('auth0|twin', 'twins@example.com', false),
  user('google-oauth2|twin', 'twins@example.com', true),
  user('auth0|fork', 'fork@example.com', false),
  user('google-oauth2|fork', 'fork@example.com', 'true'),
  user('auth0|shared', 'shared@example.com', true),
  user('google-oauth2|shared', 'shared@example.com', true),
  named('sms|ann1', 'Ann Archer'),
  named('sms|ann2', 'Ann Archer'),
  named('sms|pretender', 'lookalike@example.com'),
  named('sms|other-pretender', 'auth0|lookalike'),
  user('sms|id-only'),
  user('auth0|taken', 'taken@example.com', true),
  user('auth0|mallory', 'mallory@example.com', true),
  user('auth0|own', 'own@example.com', true),
  user('auth0|other', 'linked@example.com', true),
]

describeWithDatabase('migration of the users of the old rule, by a list', (database) => {
  let tenant: Tenant
  let host: Host
  let folder: string
  let own: RuleUser
  let linked: RuleUser
  const users: Record<string, RuleUser> = {}
  const before: Record<string, unknown> = {}
  const results: Record<'dry' | 'real' | 'again', CliResult & { report: string }> = {} as never

  async function link({ objectId, sessionToken }: RuleUser, authData: object): Promise<void> {
    const { status } = await rest(host, 'PUT', `/users/${objectId}`, { body: { authData }, sessionToken })
    if (status !== 200) throw new Error(`The link was answered with ${status}`)
  }

  async function prepare(): Promise<void> {
    for (const name of Object.keys(accounts)) users[name] = await signUpByRule(host, name)
    own = await signUpByRule(host, 'own@example.com', 'a password of my own')
    linked = await signUpByRule(host, 'linked@example.com')
    await link(linked, {
      auth0: { id_token: await tenant.idToken({ sub: 'auth0|linked', email: undefined }) },
    })
    await link(users['mallory@example.com']!, { anonymous: { id: 'mallory' } })
    await logInByAuth0(host, await tenant.idToken({ sub: 'auth0|taken', email: undefined }))
    await writeFile(path.join(folder, 'users.json'), list.map((each) => JSON.stringify(each)).join('\n'))
  }

  async function run(name: keyof typeof results, ...args: string[]): Promise<void> {
    const report = path.join(folder, `${name}.csv`)
    const users = path.join(folder, 'users.json')
    const env = { DATABASE_URI: database().uri, RULE_PASSWORD: rulePassword }
    const result = await runCli(['migrate-rule-users', '--users', users, '--report', report, ...args], env)
    if (result.code !== 0) throw new Error(result.stderr)
    results[name] = { ...result, report: await readFile(report, 'utf8') }
  }

  const linkOf = async (name: string) =>
    (await rowOf(host, users[name]!.objectId)).authData as { auth0?: { id: string } } | undefined
  const outcomesIn = (report: string) => {
    const rows = report.trim().split('\r\n').slice(1)
    return new Map(rows.map((row) => [row.split(',')[0], row.split(',')[2]]))
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'accounts-cli-'))
    tenant = await startTenant()
    host = await startHost({ database: database(), auth0: tenant.options })
    await prepare()
    await run('dry', '--dry-run')
    for (const name of Object.keys(users)) before[name] = await rowOf(host, users[name]!.objectId)
    before.session = await sessionsOf(host, users['bob@example.com']!.objectId)
    await run('real')
    await run('again')
  }, 240_000)

  afterAll(async () => {
    await host.close()
    await tenant.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('says in a dry run what it would do, and changes no user', () => {
    const { stdout, report } = results.dry
    expect(outcomesIn(report)).toEqual(outcomesIn(results.real.report))
    expect(countsIn(stdout)).toEqual(countsIn(results.real.stdout))
    expect(before['bob@example.com']).toMatchObject({ password: expect.any(String) })
    expect(before['bob@example.com']).not.toHaveProperty('authData')
    expect(before.session).toEqual([users['bob@example.com']!.sessionToken])
  })

  test('reports each user of the rule with the kind of the handle and the outcome', () => {
    const outcomes = Object.entries(accounts).map(
      ([name, outcome]) => [users[name]!.objectId, outcome] as const,
    )
    expect(outcomesIn(results.real.report)).toEqual(new Map(outcomes))
    const bob = users['bob@example.com']!.objectId
    expect(results.real.report).toContain(`${bob},email,migrated-by-list\r\n`)
    expect(results.real.report).toContain(`${users['Dora Doe']!.objectId},name,migrated-by-list\r\n`)
    expect(results.real.report).toContain(`${users['sms|id-only']!.objectId},id,migrated-by-id\r\n`)
  })

  test('counts them in a table', () => {
    expect(countsIn(results.real.stdout)).toMatchObject({
      'looked at': 16,
      'of the rule': 15,
      'migrated by list': 4,
      'migrated by id': 1,
      ambiguous: 5,
      'without known Auth0 user': 2,
      failed: 0,
    })
  })

  test.each([
    ['bob@example.com', 'auth0|bob'],
    ['unproven@example.com', 'auth0|unproven'],
    ['Dora Doe', 'sms|dora'],
    ['twins@example.com', 'google-oauth2|twin'],
    ['sms|id-only', 'sms|id-only'],
  ])('gives the account of %s to %s, who logs in to it', async (name, subject) => {
    expect(await linkOf(name)).toEqual({ auth0: { id: subject } })
    const { status, body } = await logInByAuth0(
      host,
      await tenant.idToken({ sub: subject, email: undefined }),
    )
    expect([status, body.objectId]).toEqual([200, users[name]!.objectId])
  })

  test('ends the sessions and the password of a user who is migrated', async () => {
    const { sessionToken } = users['unproven@example.com']!
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).body.code).toBe(209)
    expect((await logInByRule(host, 'unproven@example.com')).body.code).toBe(101)
    expect(await rowOf(host, users['unproven@example.com']!.objectId)).not.toHaveProperty(
      'password',
      expect.anything(),
    )
  })

  const left = Object.keys(accounts).filter((name) => !accounts[name]!.startsWith('migrated'))
  test.each(left)('leaves the account of %s as it is', async (name) => {
    expect(await rowOf(host, users[name]!.objectId)).toEqual(before[name])
  })

  test('does not touch users with a password of their own', async () => {
    const { status } = await rest(host, 'GET', '/users/me', { sessionToken: own.sessionToken })
    expect(status).toBe(200)
    expect((await logInByRule(host, 'own@example.com', 'a password of my own')).status).toBe(200)
    expect(results.real.report).not.toContain(own.objectId)
  })

  test('does not look at users who are linked already', async () => {
    expect(results.real.report).not.toContain(linked.objectId)
    expect(await rowOf(host, linked.objectId)).toMatchObject({ authData: { auth0: { id: 'auth0|linked' } } })
    expect(await sessionsOf(host, linked.objectId)).toContain(linked.sessionToken)
  })

  test('finds nothing more to do when it runs again', () => {
    expect(countsIn(results.again.stdout)).toMatchObject({
      'of the rule': 10,
      'migrated by list': 0,
      'migrated by id': 0,
    })
  })

  test('never writes a password, a hash or a token', () => {
    const written = Object.values(results).flatMap(({ stdout, stderr, report }) => [stdout, stderr, report])
    const secrets = [rulePassword, '$2', ...Object.values(users).map(({ sessionToken }) => sessionToken)]
    for (const secret of secrets) expect(written.join('')).not.toContain(secret)
  })
})
