/** The ledger: what was used once, and what was revoked, for all nodes. */
import { MongoClient } from 'mongodb'
import { Client } from 'pg'
import { openLedger, type Ledger } from '../../src/server/ledger'
import { internals } from '../../src/server/internals'
import { bearer } from '../support/bearer'
import { startChildHost } from '../support/child-host'
import { describeWithDatabase, type TestDatabase } from '../support/database'
import { appId, type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { startTenant } from '../support/tenant'

/** The database adapter of the host that runs. */
function adapterOf() {
  const { database } = internals.Config().get(appId) as unknown as {
    database: { adapter: Parameters<typeof openLedger>[0] }
  }
  return database.adapter
}

async function countRows({ uri }: TestDatabase): Promise<number> {
  const client = new Client(uri)
  await client.connect()
  const { rowCount } = await client.query('SELECT key FROM accounts_ledger')
  await client.end()
  return Number(rowCount)
}

/** What MongoDB removes documents by, when it comes round once a minute. */
async function expiryIndexes({ uri }: TestDatabase): Promise<unknown[]> {
  const client = await MongoClient.connect(uri)
  const indexes = await client.db().collection('accounts_ledger').indexes()
  await client.close()
  return indexes.filter(({ expireAfterSeconds }) => expireAfterSeconds === 0).map(({ key }) => key)
}

describeWithDatabase('the ledger', (database) => {
  let host: Host
  let ledger: Ledger
  beforeAll(async () => {
    host = await startHost({ database: database() })
    ledger = await openLedger(adapterOf())
  })
  afterAll(async () => {
    ledger.close()
    await host.close()
  })

  test('gives a key to one of 50 who claim it at the same time', async () => {
    for (let round = 0; round < 20; round++) {
      const claims = Array.from({ length: 50 }, () => ledger.claim(`raced ${round}`, 60))
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
    }
  })

  test('gives a key again when it was given back', async () => {
    await ledger.claim('given back', 60)
    await ledger.release('given back')
    await ledger.release('never claimed')
    expect(await ledger.claim('given back', 60)).toBe(true)
    expect(await ledger.claim('given back', 60)).toBe(false)
  })

  test('gives a key to one of 50 at once again when its time is over', async () => {
    expect(await ledger.claim('expires', 1)).toBe(true)
    while (!(await ledger.claim('expires', 60)));
    const claims = Array.from({ length: 50 }, () => ledger.claim('expires', 60))
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(0)
  })

  test('counts', async () => {
    const counts = await Promise.all(Array.from({ length: 10 }, () => ledger.count('counted', 60)))
    expect(counts.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await ledger.count('counted too', 60)).toBe(1)
  })

  test('reads the number noted last, until its time is over', async () => {
    expect(await ledger.read(['noted'])).toEqual(new Map())
    await ledger.note('noted', 7, 60)
    await ledger.note('noted', 2 ** 31 - 1, 1)
    expect(await ledger.read(['noted'])).toEqual(new Map([['noted', 2 ** 31 - 1]]))
    while ((await ledger.read(['noted'])).size > 0);
  })

  test('reads all that was noted under several keys, and nothing else', async () => {
    await ledger.note('first', 1, 60)
    await ledger.note('second', 2, 60)
    await ledger.note('other', 3, 60)
    const noted = new Map([
      ['first', 1],
      ['second', 2],
    ])
    expect(await ledger.read(['second', 'none', 'first', 'first'])).toEqual(noted)
    expect(await ledger.read([])).toEqual(new Map())
  })

  test.each([
    `it's "quoted"; DROP TABLE accounts_ledger`,
    '$where.a',
    '',
    'nul \0 and half \ud800',
    'x'.repeat(10_000),
  ])('takes any text for a key (%#)', async (key) => {
    expect(await ledger.claim(key, 60)).toBe(true)
    expect(await ledger.claim(key, 60)).toBe(false)
    expect(await ledger.claim(`${key} `, 60)).toBe(true)
    expect(await ledger.read([key])).toEqual(new Map([[key, 2]]))
  })

  test('is shared by all who open it', async () => {
    const other = await openLedger(adapterOf())
    await ledger.claim('shared', 60)
    expect(await other.claim('shared', 60)).toBe(false)
    other.close()
  })

  test('rejects when the database can not be asked', async () => {
    await host.close()
    await expect(ledger.claim('x', 60)).rejects.toThrow()
    await expect(ledger.read(['x'])).rejects.toThrow()
    host = await startHost({ database: database() })
    ledger = await openLedger(adapterOf())
  })
})

describeWithDatabase('ledgers of two nodes', (database) => {
  test('that start at once, and find no table yet, hold one and the same', async () => {
    const tenant = await startTenant()
    // Parse Server creates its own tables, at which two nodes at once would fail on PostgreSQL.
    await (await startHost({ database: database() })).close()
    const start = () => startChildHost('auth0.ts', database(), { AUTH0_DOMAIN: tenant.domain })
    const [one, two] = await Promise.all([start(), start()])
    const request = bearer(await tenant.accessToken())
    await Promise.all([one, two].map((node) => rest(node, 'GET', '/users/me', request)))
    await rest(one, 'POST', '/logout', { ...request, body: {} })
    expect((await rest(one, 'GET', '/users/me', request)).status).toBe(401)
    await two.stop()
    const three = await start()
    expect((await rest(three, 'GET', '/users/me', request)).status).toBe(401)
    await Promise.all([one.stop(), three.stop()])
    await tenant.close()
  }, 60_000)
})

describeWithDatabase('what is over in the ledger', (database) => {
  const fakeIntervals = () =>
    jest.useFakeTimers({
      doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'Date', 'performance', 'queueMicrotask'],
    })
  afterEach(() => jest.useRealTimers())

  test('is removed in time, as long as the server runs', async () => {
    const host = await startHost({ database: database() })
    fakeIntervals()
    const ledger = await openLedger(adapterOf())
    await ledger.claim('short', 1)
    await ledger.claim('long', 600)
    if (database().engine === 'mongodb') expect(await expiryIndexes(database())).toEqual([{ expire: -1 }])
    else while ((await countRows(database())) === 2) jest.advanceTimersByTime(5 * 60_000)
    expect(await ledger.claim('long', 600)).toBe(false)
    ledger.close()
    expect(jest.getTimerCount()).toBe(0)
    await host.close()
  })
})
