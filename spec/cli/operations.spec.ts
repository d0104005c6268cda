/** What operators do on the command line, beside a host that runs. */
import { operationCommands } from '../../src/cli/operations/commands'
import { runCli } from '../support/cli'
import { describeWithDatabase } from '../support/database'
import { type Host, masterKey, startHost } from '../support/host'
import { openPage } from '../support/pages'
import { rest } from '../support/rest'
import { configOf } from '../support/rule-users'

const password = 'correct-horse'

describeWithDatabase('commands for operators', (database) => {
  let host: Host
  let objectId: string
  const env = () => ({
    DATABASE_URI: database().uri,
    APP_ID: host.appId,
    MASTER_KEY: masterKey,
    PUBLIC_SERVER_URL: host.apiUrl,
  })
  beforeAll(async () => {
    host = await startHost({ database: database() })
    const { body } = await rest(host, 'POST', '/users', {
      body: { username: 'ann', password, email: 'ann@example.com' },
    })
    objectId = String(body.objectId)
  })
  afterAll(() => host.close())
  const logIn = () => rest(host, 'POST', '/login', { body: { username: 'ann', password } })

  test('block nobody until a day that the calendar has not', async () => {
    const { code, stderr } = await runCli(['block', 'ann', '--until', '2099-02-30'], env())
    expect([code, stderr]).toEqual([2, expect.stringContaining('`until` is a date as 2027-01-01')])
    expect((await logIn()).status).toBe(200)
  })

  test('block a user by name, and tell in the audit who did it', async () => {
    const args = ['block', 'ann', '--reason', 'unpaid bills', '--operator', 'Bob of support']
    expect(await runCli(args, env())).toMatchObject({
      code: 0,
      stdout: 'Blocked, and logged out everywhere.\n',
      stderr: '',
    })
    expect((await logIn()).body.error).toBe('This account is blocked: unpaid bills')
    const query = { where: { userId: objectId, event: 'userBlocked' } }
    const { body } = await rest(host, 'GET', '/classes/AccountsAudit', { master: true, query })
    expect(body.results).toMatchObject([{ by: 'master', operator: 'Bob of support' }])
  })

  test('take an id for that of its user, whatever names others have chosen', async () => {
    const signUp = { username: objectId, password, email: 'mallory@example.com' }
    expect((await rest(host, 'POST', '/users', { body: signUp })).status).toBe(201)
    const answer = await runCli(['export', objectId, '--json'], env())
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringContaining('ann@example.com') })
    expect(answer.stdout).not.toContain('mallory')
  })

  test('find the owner of an address, in any case, before one who has it as a name', async () => {
    const namesake = { objectId: 'namesake01', username: 'ann@example.com' }
    await configOf(host).database.create('_User', namesake, {})
    for (const address of ['ann@example.com', 'Ann@Example.com']) {
      const { code, stdout } = await runCli(['export', address, '--json'], env())
      expect([code, stdout]).toEqual([0, expect.stringContaining(`"objectId": "${objectId}"`)])
    }
  })

  test('give a link to log in as a user, which the host takes', async () => {
    const { code, stdout } = await runCli(['log-in-as', 'ann@example.com'], env())
    expect(code).toBe(0)
    expect((await openPage(stdout.trim())).heading).toBe('Log in as ann?')
  })

  test.each([['revoke-sessions'], ['delete', '--yes']])(
    '%s no user of a provider without the options of the server: its tokens would go on',
    async (name, ...flags) => {
      const authData = { auth0: { id: `auth0|${name}` } }
      const row = { objectId: `kay-${name}`, username: `kay-${name}`, authData }
      await configOf(host).database.create('_User', row, {})
      const { code, stderr } = await runCli([name, row.username, ...flags], env())
      expect([code, stderr]).toEqual([2, expect.stringMatching(/logs in with auth0.*--config/)])
      expect((await rest(host, 'GET', `/users/${row.objectId}`, { master: true })).status).toBe(200)
    },
  )

  test('delete a user by id, who has to be there', async () => {
    expect(await runCli(['delete', 'nobody', '--yes'], env())).toMatchObject({
      code: 2,
      stderr: 'parse-server-accounts: There is no such user.\n',
    })
    const answer = await runCli(['delete', objectId, '--yes', '--json'], env())
    expect(answer).toMatchObject({ code: 0, stdout: 'true\n' })
    expect((await logIn()).status).toBe(404)
  })
})

const commandOf = (name: string) => operationCommands.find((command) => command.name === name)!

test.each<[name: string, args: string[], words: string, env?: NodeJS.ProcessEnv]>([
  ['delete', ['ann'], 'say --yes'],
  ['unlock', [], '<user> is missing'],
  ['invite', [], '<address> is missing'],
  ['block', ['ann', '--until'], 'argument missing'],
  ['unlock', ['ann', '--reason', 'x'], "Unknown option '--reason'"],
  ['unlock', ['ann'], 'MASTER_KEY is missing'],
  ['send-reset', ['ann'], 'APP_ID is missing', { MASTER_KEY: masterKey }],
])('commands for operators say what is wrong: %s %j', async (name, args, words, env = {}) => {
  await expect(async () => commandOf(name).run(args, env)).rejects.toThrow(words)
})

test('commands for operators tell in their help what they take', () => {
  const { help } = commandOf('block')
  for (const words of ['block <user>', '--reason <text>', '--until <text>', '--config', 'DATABASE_URI'])
    expect(help).toContain(words)
})
