/** `doctor`, beside a server that has all it needs, and beside one that has not. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { inspect } from 'node:util'
import type { AccountsOptions } from '../../../index'
import { runCli } from '../../support/cli'
import { describeWithDatabase, type TestDatabase } from '../../support/database'
import { appId, type Host, masterKey, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { startTenant, type Tenant } from '../../support/tenant'
import { folder } from '../../support/user-files'

interface Line {
  name: string
  state: string
  message: string
}

let count = 0
/**
 * @param before runs in front of the options
 * @returns its lines by what they are about, and the exit code
 */
async function doctor(options: object, before = '') {
  const config = path.join(folder, `doctor-${++count}.mjs`)
  writeFileSync(config, `${before};export const options = ${inspect(options, { depth: null })}`)
  const { code, stdout, stderr } = await runCli(['doctor', '--json', '--config', config])
  expect(stderr).toBe('')
  expect(stdout).not.toMatch(/sEcReT|spec-master-key/)
  const lines = JSON.parse(stdout) as Line[]
  const of = (name: string) =>
    lines.filter((line) => line.name === name).map(({ state, message }) => `${state}: ${message}`)
  return { code, lines, of }
}

describeWithDatabase('doctor', (database) => {
  let host: Host
  let mailbox: Mailbox
  let tenant: Tenant
  beforeAll(async () => {
    ;[mailbox, tenant] = await Promise.all([startMailbox(), startTenant()])
    host = await startHost({ database: database() })
  })
  afterAll(async () => {
    await host.close()
    await Promise.all([mailbox.close(), tenant.close()])
  })

  const options = (uri = database().uri): AccountsOptions => ({
    parseServer: { appId, masterKey, appName: 'Mine', publicServerURL: host.apiUrl, databaseURI: uri },
    email: { transport: mailbox.url, from: 'Mine <mine@example.com>' },
    auth0: tenant.options,
  })

  test('finds nothing wrong where all is there, and sends no mail', async () => {
    const { code, lines, of } = await doctor(options())
    expect(lines.filter(({ state }) => state !== 'ok')).toEqual([])
    expect(code).toBe(0)
    expect(of('database')[0]).toMatch(/^ok: (PostgreSQL|MongoDB) \d.* answers\.$/)
    expect(of('indexes')).toEqual([
      'ok: Names and addresses of users are unique.',
      'ok: Sessions are found by their tokens.',
    ])
    expect(of('mail server')).toEqual([
      `ok: The mail server 127.0.0.1:${mailbox.port} takes the log-in, and mails from here.`,
    ])
    expect(of('keys of auth0')).toHaveLength(1)
    expect(of('public URL')).toEqual([`ok: Parse Server answers at ${host.apiUrl}.`])
    for (const name of ['schema', 'clock', 'Node.js', 'Parse Server', 'configuration', 'proxy'])
      expect([name, of(name)]).toEqual([name, [expect.stringMatching(/^ok: /)]])
    expect(mailbox.messages).toEqual([])
  })

  test('says what is wrong, and what to do', async () => {
    await mailbox.goDown()
    tenant.failJwks('error')
    const broken = options()
    broken.parseServer.publicServerURL = 'http://127.0.0.1:9/parse'
    const { code, of } = await doctor(
      { ...broken, redisUrl: 'redis://ann:sEcReT@127.0.0.1:9' },
      'const { now } = Date; Date.now = () => now() + 60_000',
    ).finally(() => {
      tenant.failJwks()
      return mailbox.comeBack()
    })
    expect(code).toBe(1)
    expect(of('mail server')[0]).toMatch(/^wrong: The mail server 127.* can’t be used now\. .+/)
    expect(of('keys of auth0')[0]).toMatch(
      /^wrong: .* can't be asked .*: is auth0 right, and is it reachable/,
    )
    expect(of('public URL')[0]).toMatch(/^wrong: .*\/health gives no answer \(.+\): does the server run/)
    expect(of('Redis')[0]).toMatch(/^wrong: 127\.0\.0\.1:9 can't be used .*: is it running/)
    expect(of('clock')[0]).toMatch(/^wrong: .* differ by (59|60|61)\.\d s: let both follow a time server/)
  })

  test('says that a function gives no public URL, and looks at the rest', async () => {
    const publicServerURL = { [inspect.custom]: () => '() => Promise.reject(new Error("no metadata"))' }
    const { parseServer } = options()
    const { code, of } = await doctor({ parseServer: { ...parseServer, publicServerURL } })
    expect([code, of('public URL')]).toEqual([1, ['wrong: could not be looked at: no metadata']])
    expect(of('database')[0]).toMatch(/^ok: /)
  })

  test('names every wrong option, and looks at the database all the same', async () => {
    const { parseServer } = options()
    const { code, of } = await doctor({
      parseServer: { ...parseServer, masterKye: 'sEcReT' },
      audit: { days: -1 },
    })
    expect(code).toBe(1)
    expect(of('configuration')).toHaveLength(2)
    expect(of('configuration').join()).toMatch(
      /wrong: parseServer\.masterKye.*wrong: audit\.days|wrong: audit\.days.*masterKye/,
    )
    expect(of('database')[0]).toMatch(/^ok: /)
  })

  test('warns of what is not safe, and of no mail', async () => {
    const { code, of } = await doctor({
      parseServer: { appId, masterKey: 'short', publicServerURL: host.apiUrl, databaseURI: database().uri },
    })
    expect(code).toBe(0)
    expect(of('configuration').join()).toContain(
      'warning: parseServer.masterKey has fewer than 32 characters',
    )
    expect(of('mail server')).toEqual(['warning: There is none: nobody can reset a password. Set `email`.'])
  })

  test('tells a URL at which somebody else answers, and a database that is not there', async () => {
    const { parseServer } = options()
    const gone = new URL(database().uri)
    gone.host = '127.0.0.1:9'
    gone.password = 'sEcReT'
    gone.username = 'ann'
    const { of } = await doctor({
      parseServer: {
        ...parseServer,
        publicServerURL: `${host.url}/elsewhere`,
        databaseURI: gone.href,
        databaseOptions: { serverSelectionTimeoutMS: 500 },
      },
    })
    expect(of('public URL')[0]).toMatch(/^wrong: .*\/elsewhere\/health answers 404, and not as Parse Server/)
    expect(of('database')).toEqual([
      expect.stringMatching(/^wrong: Parse Server did not start.*is it running/),
    ])
  })

  test('tells users with one address, who keep its index away, and fields of another type', async () => {
    const { uri } = database()
    await twoWithOneAddress(host, database())
    await rest(host, 'PUT', '/schemas/_User', {
      master: true,
      body: { fields: { accountsBlocked: { type: 'String' } } },
    })
    const { code, of } = await doctor(options(uri))
    expect(code).toBe(1)
    expect(of('indexes')[0]).toMatch(/^wrong: No unique index of _User is over email: look for users/)
    expect(of('schema')[0]).toMatch(/^wrong: .*expected accountsBlocked to be Object: rename yours/)
  })
})

/** As an old server may have left them. */
async function twoWithOneAddress(host: Host, { engine }: TestDatabase): Promise<void> {
  const { database } = configOf(host)
  const { adapter } = database as unknown as {
    adapter: {
      _client: { none(query: string): Promise<unknown> }
      database: { collection(name: string): { dropIndex(name: string): Promise<unknown> } }
    }
  }
  if (engine === 'postgresql') await adapter._client.none('DROP INDEX "_User_unique_email"')
  else await adapter.database.collection('_User').dropIndex('email_1')
  for (const username of ['one', 'two'])
    await database.create('_User', { objectId: username, username, email: 'one@example.com' }, {})
}

test('looks at no database where the variable that names it is not set', async () => {
  const publicServerURL = 'http://127.0.0.1:9/parse'
  const { code, of } = await doctor({
    parseServer: { appId, masterKey, publicServerURL, databaseURI: undefined },
  })
  expect([code, of('database')]).toEqual([1, []])
  expect(of('configuration').join()).toMatch(/^wrong: parseServer\.databaseURI: missing: it is undefined/)
})

test('writes a line for each, too, and its help says what its codes mean', async () => {
  const { stdout } = await runCli(['doctor', '--help'])
  expect(stdout).toMatch(/0 {2}done {5}1 {2}something is wrong/)
  const { code, stdout: lines } = await runCli(['doctor'], {
    DATABASE_URI: 'postgres://ann:sEcReT@127.0.0.1:9/x',
  })
  expect(code).toBe(1)
  expect(lines).toMatch(/^ok {6}Node\.js +v/m)
  expect(lines).toMatch(/^WRONG {3}database +Parse Server did not start/m)
  expect(lines).not.toContain('sEcReT')
})
