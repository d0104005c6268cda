/** The master key behind a proxy on the same machine: nobody is on this machine only because the proxy is. */
import type { Express } from 'express'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, type HostOptions, masterKey, startHost } from '../support/host'
import { rest, type RestResponse } from '../support/rest'

type Headers = Record<string, string>
type Send = (host: Host, headers: Headers) => Promise<RestResponse>

const keys = { readOnlyMasterKey: 'read-only-key', maintenanceKey: 'maintenance-key' }
const remote = '203.0.113.7'
const userId = 'nobody'
const inBody = { _MasterKey: masterKey, _ApplicationId: 'spec-app', _method: 'GET' }

/** As the Dashboard asks in the browser, and other clients of the JavaScript SDK. */
const withKeyInBody: Send = (host, headers) =>
  rest({ ...host, appId: '' }, 'POST', '/classes/_Session', {
    rawBody: JSON.stringify(inBody),
    headers: { 'Content-Type': 'text/plain', ...headers },
  })

const ways: [string, Send][] = [
  ['a header', (host, headers) => rest(host, 'GET', '/sessions', { master: true, headers })],
  [
    'a header, for loginAs',
    (host, headers) => rest(host, 'POST', '/loginAs', { master: true, headers, body: { userId } }),
  ],
  [
    'a header, for GET /loginAs',
    (host, headers) => rest(host, 'GET', '/loginAs', { master: true, headers, query: { userId } }),
  ],
  [
    'a header, for a batch',
    (host, headers) => {
      const requests = [{ method: 'GET', path: '/parse/sessions' }]
      return rest(host, 'POST', '/batch', { master: true, headers, body: { requests } })
    },
  ],
  [
    'a header, for a file',
    (host, headers) => rest(host, 'DELETE', '/files/none.txt', { master: true, headers }),
  ],
  ['a body', withKeyInBody],
  [
    'HTTP credentials',
    (host, headers) => {
      const credentials = Buffer.from(`${host.appId}:${host.masterKey}`).toString('base64')
      return rest(host, 'GET', '/sessions', {
        headers: { Authorization: `Basic ${credentials}`, ...headers },
      })
    },
  ],
  ['GraphQL', (host, headers) => graphql(host, '{ health }', { master: true, headers })],
  [
    'a header, read-only',
    (host, headers) =>
      rest({ ...host, masterKey: keys.readOnlyMasterKey }, 'GET', '/sessions', { master: true, headers }),
  ],
  [
    'a header, for maintenance',
    (host, headers) =>
      rest(host, 'GET', '/users', {
        headers: { 'X-Parse-Maintenance-Key': keys.maintenanceKey, ...headers },
      }),
  ],
]

const forwarded: [string, Headers][] = [
  ['X-Forwarded-For', { 'X-Forwarded-For': remote }],
  ['X-Forwarded-For, as if from here', { 'X-Forwarded-For': '127.0.0.1' }],
  ['Forwarded', { Forwarded: `for=${remote}` }],
  ['X-Real-IP', { 'X-Real-IP': remote }],
]

const anywhere = ['0.0.0.0/0', '::/0']
const trusting = (app: Express) => void app.set('trust proxy', 'loopback')
const shapeOf = ({ status, body }: RestResponse) => ({ status, body: body as unknown })

describeWithDatabase('the master key', (database) => {
  let warnings: string[]
  const loggerAdapter = {
    log: (level: string, message: unknown) => {
      if (level === 'warn') warnings.push(String(message))
    },
  }
  const start = ({ parseServer, ...options }: HostOptions = {}) => {
    warnings = []
    return startHost({
      database: database(),
      parseServer: { ...keys, loggerAdapter, ...parseServer },
      ...options,
    })
  }
  const answersOf = async (host: Host, headers: Headers) => {
    const answers: unknown[] = []
    for (const [, send] of ways) answers.push(shapeOf(await send(host, headers)))
    return answers
  }

  describe.each([4, 5] as const)('behind a proxy that is not trusted (Express %p)', (express) => {
    let wrongAddress: unknown[]
    let host: Host
    beforeAll(async () => {
      const ips = ['10.1.2.3']
      const parseServer = { masterKeyIps: ips, readOnlyMasterKeyIps: ips, maintenanceKeyIps: ips }
      const elsewhere = await start({ express, parseServer })
      wrongAddress = await answersOf(elsewhere, {})
      await elsewhere.close()
      host = await start({ express })
    })
    afterAll(() => host.close())

    test('opens nothing, by whatever way it is sent: as from a wrong address', async () => {
      for (const [, headers] of forwarded) expect(await answersOf(host, headers)).toEqual(wrongAddress)
      for (const answer of wrongAddress) expect(answer).toMatchObject({ status: 403 })
    })

    test('is told of once, with what to set', () => {
      expect(warnings.filter((text) => text.includes("app.set('trust proxy', 'loopback')"))).toHaveLength(1)
    })

    test.each(ways)('opens what it opens where no proxy is: %s', async (_, send) => {
      const opened = await send(host, {})
      expect(opened.status).toBeLessThan(500)
      expect(opened.status).not.toBe(403)
      expect((await send(host, { 'X-Forwarded-For': remote })).status).toBe(403)
      expect((await send(host, {})).status).toBe(opened.status)
    })

    test('is not needed by users', async () => {
      const body = { username: `user-${express}`, password: 'correct-horse' }
      const headers = { 'X-Forwarded-For': remote }
      expect((await rest(host, 'POST', '/users', { body, headers })).status).toBe(201)
      expect((await rest(host, 'POST', '/login', { body, headers })).status).toBe(200)
    })
  })

  test.each([4, 5] as const)('opens behind a proxy that is trusted (Express %p)', async (express) => {
    const host = await start({ express, before: trusting })
    const [, withKey] = ways[0]!
    expect((await withKey(host, { 'X-Forwarded-For': '127.0.0.1' })).status).toBe(200)
    expect((await withKey(host, { 'X-Forwarded-For': remote })).status).toBe(403)
    // Express doesn't read it: the proxy has to send the other one.
    expect((await withKey(host, { 'X-Real-IP': '127.0.0.1' })).status).toBe(403)
    await host.close()
  })

  test('opens where the host lets in all addresses, and nobody is warned', async () => {
    const ips = { masterKeyIps: anywhere, readOnlyMasterKeyIps: anywhere, maintenanceKeyIps: anywhere }
    const host = await start({ parseServer: ips })
    for (const [, send] of ways)
      for (const [, headers] of forwarded) expect((await send(host, headers)).status).not.toBe(403)
    expect(warnings.filter((text) => text.includes("app.set('trust proxy', 'loopback')"))).toEqual([])
    await host.close()
  })

  test('is refused no more when the accounts are closed and start without the proxy', async () => {
    const first = await start()
    const [, withKey] = ways[0]!
    expect((await withKey(first, { Forwarded: 'for=unknown' })).status).toBe(403)
    await first.close()
    const second = await start()
    expect((await withKey(second, {})).status).toBe(200)
    await second.close()
  })
})
