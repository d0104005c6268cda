/** The audit: rows of security events, for the master key alone, and not for ever. */
import { once, EventEmitter } from 'node:events'
import type { Db } from 'mongodb'
import type { Stoppable } from '../../../src/parse/internals'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'

const password = 'correct-horse'
const path = '/classes/AccountsAudit'

/** Until the mocks are restored, nothing can be added to the class. */
function takeNoRows({ _client, database }: Stoppable): void {
  const refuse = () => Promise.reject(new Error('not today'))
  if (!_client) {
    const collection = (database as unknown as Db).collection('any')
    jest
      .spyOn(Object.getPrototypeOf(collection) as typeof collection, 'insertMany')
      .mockImplementation(refuse)
    return
  }
  const pool = _client.$pool as unknown as { query: (...query: unknown[]) => Promise<unknown> }
  const query = pool.query.bind(pool)
  jest
    .spyOn(pool, 'query')
    .mockImplementation((...asked) =>
      String(asked[0]).includes('AccountsAudit') ? refuse() : query(...asked),
    )
}

describeWithDatabase('the audit', (database) => {
  let host: Host
  const start = async (audit?: HostOptions['audit']) => {
    host = await startHost({
      database: database(),
      ...(audit !== undefined && { audit }),
      parseServer: { accountLockout: { duration: 5, threshold: 2 } },
    })
  }
  beforeAll(() => start({ lastLogin: true }))
  afterAll(() => host.close())

  /** Rows are there when a server has ended. */
  async function restart(audit?: HostOptions['audit']): Promise<void> {
    await host.close()
    await start(audit)
  }
  const master = (method: string, where: string, more: object = {}) =>
    rest(host, method, where, { master: true, ...more })
  async function rowsOf(userId: string): Promise<Record<string, unknown>[]> {
    const { body } = await master('GET', path, { query: { where: { userId }, order: 'at' } })
    return body.results as Record<string, unknown>[]
  }
  let names = 0
  async function signUp() {
    const username = `user${(names += 1)}`
    const { body } = await rest(host, 'POST', '/users', { body: { username, password } })
    const { objectId, sessionToken } = body as { objectId: string; sessionToken: string }
    return { username, objectId, sessionToken }
  }
  const logIn = (username: string, given = password) =>
    rest(host, 'POST', '/login', {
      headers: { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; rv:125.0) Gecko/20100101 Firefox/125.0' },
      body: { username, password: given },
    })

  test('has who, how, from where and with what, and how it ended', async () => {
    const { username, objectId } = await signUp()
    await logIn(username, 'wrong')
    await logIn(username)
    await rest(host, 'POST', '/loginAs', {
      master: true,
      body: { userId: objectId, operator: 'Bob of support' },
    })
    await restart({ lastLogin: true })
    const rows = await rowsOf(objectId)
    expect(rows.map(({ event, outcome, reason }) => [event, outcome, reason])).toEqual([
      ['signUp', 'success', undefined],
      ['loginFailed', 'failure', 'credentials'],
      ['login', 'success', undefined],
      ['loginAs', 'success', undefined],
    ])
    expect(rows[2]).toMatchObject({
      provider: 'password',
      device: 'Firefox on Windows',
      ip: expect.stringContaining('127.0.0.1') as unknown,
      at: { __type: 'Date', iso: expect.any(String) as unknown },
    })
    expect(rows[3]).toMatchObject({ by: 'master', operator: 'Bob of support' })
    expect(JSON.stringify(rows)).not.toMatch(/correct-horse|wrong"|r:[0-9a-f]{8}/)
  })

  test('is for the master key alone, and no class of GraphQL’s', async () => {
    const { sessionToken } = await signUp()
    for (const [method, body] of [
      ['GET', undefined],
      ['POST', { event: 'login' }],
    ] as const)
      expect(
        (await rest(host, method, path, { sessionToken, ...(body && { body }) })).status,
      ).toBeGreaterThan(399)
    const { body } = await graphql(host, '{ __schema { types { name } } }', { master: true })
    expect(JSON.stringify(body)).not.toContain('AccountsAudit')
  })

  test('notes the last log-in and their number for users, who can’t write them, nor others read them', async () => {
    const { username, objectId, sessionToken } = await signUp()
    await Promise.all([logIn(username), logIn(username), logIn(username)])
    await restart({ lastLogin: true })
    const stored = await master('GET', `/users/${objectId}`)
    expect(stored.body).toMatchObject({ loginCount: 3, lastLoginAt: { __type: 'Date' } })
    const own = await rest(host, 'GET', '/users/me', { sessionToken })
    expect(own.body).toMatchObject({ loginCount: 3 })
    const put = await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { loginCount: 0 } })
    expect(put.body.code).toBe(119)
    await master('PUT', `/users/${objectId}`, { body: { ACL: { '*': { read: true } } } })
    const eve = await signUp()
    const seen = await rest(host, 'GET', `/users/${objectId}`, { sessionToken: eve.sessionToken })
    expect(seen.body.objectId).toBe(objectId)
    expect(seen.body).not.toHaveProperty('loginCount')
  })

  test('loses rows that are too old when a server starts, and shortens addresses where it is asked to', async () => {
    const { username, objectId } = await signUp()
    await restart({ days: 2, shortenAddresses: true })
    const [row] = await rowsOf(objectId)
    const day = 86_400_000
    const old = { __type: 'Date', iso: new Date(Date.now() - 3 * day).toISOString() }
    await master('PUT', `${path}/${String(row?.objectId)}`, { body: { at: old } })
    await logIn(username)
    await restart({ days: 2 })
    await restart({ days: 2 }) // it was pruned before it ended
    const left = await rowsOf(objectId)
    expect(left.map(({ event, ip }) => [event, ip])).toEqual([['login', '127.0.0.0']])
  })

  test('keeps nothing where it is off, and users have no fields of it', async () => {
    await restart(false)
    const { username, objectId } = await signUp()
    await logIn(username)
    await restart(false)
    expect(await rowsOf(objectId)).toEqual([])
    expect((await master('GET', `/users/${objectId}`)).body).not.toHaveProperty('loginCount')
  })

  test('costs no log-in when it can’t be written, and the log says so', async () => {
    await restart({})
    const told = new EventEmitter()
    const { loggerController } = configOf(host) as unknown as {
      loggerController: { adapter: { log(level: string, ...rest: unknown[]): void } }
    }
    jest.spyOn(loggerController.adapter, 'log').mockImplementation((level, ...rest) => {
      if (level === 'error' && String(rest).includes('audit')) told.emit('error line', JSON.stringify(rest))
    })
    const { username } = await signUp()
    takeNoRows((configOf(host).database as unknown as { adapter: Stoppable }).adapter)
    const [[line], { status }] = await Promise.all([once(told, 'error line'), logIn(username)])
    expect(status).toBe(200)
    expect(line).toContain('The audit lacks rows')
  })

  test('has every row of many at once, also where the server closes right after', async () => {
    jest.restoreAllMocks()
    await restart({})
    const { username, objectId } = await signUp()
    await Promise.all(Array.from({ length: 20 }, () => logIn(username)))
    await restart({})
    const rows = await rowsOf(objectId)
    expect(rows.filter(({ event }) => event === 'login')).toHaveLength(20)
    expect(rows[0]).toMatchObject({
      objectId: expect.stringMatching(/^\w{10}$/) as string,
      createdAt: expect.any(String) as string,
      at: { __type: 'Date' },
      ACL: {},
    })
  })

  test('takes new fields into a class that an older version has made', async () => {
    await master('PUT', '/schemas/AccountsAudit', {
      body: { className: 'AccountsAudit', fields: { operator: { __op: 'Delete' } } },
    })
    await restart({})
    const { objectId } = await signUp()
    await rest(host, 'POST', '/loginAs', { master: true, body: { userId: objectId, operator: 'Bob' } })
    await restart({})
    expect((await rowsOf(objectId)).at(-1)).toMatchObject({ event: 'loginAs', operator: 'Bob' })
  })
})
