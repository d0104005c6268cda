/** What clients are refused stands in the log with code and reason, without the stack of a fault. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest, type RestResponse } from '../support/rest'
import type { Parse } from '../support/sdk'

const wrong = { username: 'nobody', password: 'wrong' }
const logIn =
  'mutation { logIn(input: { username: "nobody", password: "wrong" }) { viewer { sessionToken } } }'

const refusals: [string, (host: Host) => Promise<RestResponse>][] = [
  ['a wrong password', (host) => rest(host, 'POST', '/login', { body: wrong })],
  ['a wrong password, by GraphQL', (host) => graphql(host, logIn)],
  ['a dead session', (host) => rest(host, 'GET', '/users/me', { sessionToken: 'r:0123456789abcdef' })],
  ['an object that is not there', (host) => rest(host, 'GET', '/classes/_User/none')],
  ['a name twice', (host) => rest(host, 'POST', '/users', { body: { username: 'ann', password: 'other' } })],
  ['a query that makes no sense', (host) => rest(host, 'GET', '/users', { query: { where: { $x: 1 } } })],
  ['what Cloud Code refuses', (host) => rest(host, 'POST', '/functions/refuse')],
]

describeWithDatabase('the log', (database) => {
  let host: Host
  let lines: string[]
  const loggerAdapter = { log: (...args: unknown[]) => void lines.push(inspect(args, { depth: 9 })) }
  const cloud = (Server: typeof Parse) => {
    Server.Cloud.define('refuse', () => {
      throw new Server.Error(Server.Error.VALIDATION_ERROR, 'not today')
    })
    Server.Cloud.define('fail', () => {
      throw new Server.Error(Server.Error.INTERNAL_SERVER_ERROR, 'a fault')
    })
  }
  beforeAll(async () => {
    lines = []
    host = await startHost({ database: database(), parseServer: { loggerAdapter, cloud } })
    await rest(host, 'POST', '/users', { body: { username: 'ann', password: 'p_n7!-e8' } })
  })
  afterAll(() => host.close())
  beforeEach(() => void (lines = []))

  test.each(refusals)('has no stack of %s', async (_what, ask) => {
    await ask(host)
    expect(lines.filter((line) => /\n +at /.test(line) || line.includes('node_modules'))).toEqual([])
  })

  test('tells why a log-in was refused', async () => {
    await rest(host, 'POST', '/login', { body: wrong })
    expect(lines.join('\n')).toContain('Invalid username/password.')
    expect(lines.join('\n')).toContain('101')
  })

  test.each([
    [
      'another user’s row',
      '206',
      (id: string) => rest(host, 'PUT', `/users/${id}`, { body: { nickname: 'x' } }),
    ],
    ['the schema', 'master key is required', () => rest(host, 'GET', '/schemas')],
    ['sessions without one', '209', () => rest(host, 'GET', '/sessions')],
    ['an operation', '119', () => rest(host, 'POST', '/classes/Nothing', { body: {} })],
  ] as const)('tells who may not have %s', async (_what, code, ask) => {
    const { body } = await rest(host, 'GET', '/users', { master: true })
    const [{ objectId }] = (body as { results: [{ objectId: string }] }).results
    lines = []
    const { status } = await ask(objectId)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(lines.join('\n')).toContain(code)
  })

  test('has the stack of a fault', async () => {
    await rest(host, 'POST', '/functions/fail')
    expect(lines.join('\n')).toMatch(/ at /)
  })
})

describeWithDatabase('files of logs', (database) => {
  const before = process.cwd()
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'logs-'))
    process.chdir(folder)
  })
  afterAll(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  })

  test('are not made unasked', async () => {
    const host = await startHost({ database: database(), parseServer: { logsFolder: undefined } })
    await host.close()
    expect(existsSync(path.join(folder, 'logs'))).toBe(false)
  })

  test('are made where the host asks for them', async () => {
    const host = await startHost({ database: database(), parseServer: { logsFolder: './wanted' } })
    await host.close()
    expect(existsSync(path.join(folder, 'wanted'))).toBe(true)
  })
})
