/** The store: what was used once, and what was revoked, for all nodes. */
import { MongoClient } from 'mongodb'
import { Client } from 'pg'
import { openStore, type OpenStore } from '../../../src/adapters/store/expiring-store'
import { internals } from '../../../src/parse/internals'
import { bearer } from '../../support/bearer'
import { startChildHost } from '../../support/child-host'
import { describeWithDatabase, describeWithMongo, type TestDatabase } from '../../support/database'
import { appId, type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant } from '../../support/tenant'

/** The database adapter of the host that runs. */
function adapterOf() {
  const { database } = internals.Config().get(appId) as unknown as {
    database: { adapter: Parameters<typeof openStore>[0] }
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

describeWithDatabase('the store', (database) => {
  let host: Host
  let store: OpenStore
  beforeAll(async () => {
    host = await startHost({ database: database() })
    store = await openStore(adapterOf())
  })
  afterAll(async () => {
    store.close()
    await host.close()
  })

  test('gives a key to one of 50 who claim it at the same time', async () => {
    for (let round = 0; round < 20; round++) {
      const claims = Array.from({ length: 50 }, () => store.claim(`raced ${round}`, 60))
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
    }
  })

  test('gives a key again when it was given back', async () => {
    await store.claim('given back', 60)
    await store.release('given back')
    await store.release('never claimed')
    expect(await store.claim('given back', 60)).toBe(true)
    expect(await store.claim('given back', 60)).toBe(false)
  })

  test('gives several keys to one of 50 who claim them at the same time, in any order', async () => {
    for (let round = 0; round < 20; round++) {
      const keys = [`first ${round}`, `second ${round}`]
      const claims = Array.from({ length: 50 }, (_, at) =>
        store.claimAll(at % 2 ? keys : keys.toReversed(), 60),
      )
      expect((await Promise.all(claims)).filter(Boolean).length).toBeLessThanOrEqual(1)
      await store.release(...keys)
      expect(await store.claimAll(keys, 60)).toBe(true)
      expect(await store.claim(`second ${round}`, 60)).toBe(false)
    }
  })

  test('gives none of several keys where one is claimed, and all of them when it was given back', async () => {
    await store.claim('held', 60)
    expect(await store.claimAll(['held', 'not held'], 60)).toBe(false)
    expect(await store.claim('not held', 60)).toBe(true)
    await store.release('held', 'not held')
    expect(await store.claimAll(['held', 'not held'], 60)).toBe(true)
    expect(await store.claimAll([], 60)).toBe(true)
  })

  test('gives a key to one of 50 at once again when its time is over', async () => {
    expect(await store.claim('expires', 1)).toBe(true)
    while (!(await store.claim('expires', 60)));
    const claims = Array.from({ length: 50 }, () => store.claim('expires', 60))
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(0)
  })

  test('counts', async () => {
    const counts = await Promise.all(Array.from({ length: 10 }, () => store.count('counted', 60)))
    expect(counts.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await store.count('counted too', 60)).toBe(1)
  })

  test('reads the number noted last, until its time is over', async () => {
    expect(await store.read(['noted'])).toEqual(new Map())
    await store.note('noted', 7, 60)
    await store.note('noted', 2 ** 31 - 1, 1)
    expect(await store.read(['noted'])).toEqual(new Map([['noted', 2 ** 31 - 1]]))
    while ((await store.read(['noted'])).size > 0);
  })

  test('reads all that was noted under several keys, and nothing else', async () => {
    await store.note('first', 1, 60)
    await store.note('second', 2, 60)
    await store.note('other', 3, 60)
    const noted = new Map([
      ['first', 1],
      ['second', 2],
    ])
    expect(await store.read(['second', 'none', 'first', 'first'])).toEqual(noted)
    expect(await store.read([])).toEqual(new Map())
  })

  test.each([
    `it's "quoted"; DROP TABLE accounts_ledger`,
    '$where.a',
    '',
    'nul \0 and half \ud800',
    'x'.repeat(10_000),
  ])('takes any text for a key (%#)', async (key) => {
    expect(await store.claim(key, 60)).toBe(true)
    expect(await store.claim(key, 60)).toBe(false)
    expect(await store.claim(`${key} `, 60)).toBe(true)
    expect(await store.read([key])).toEqual(new Map([[key, 2]]))
  })

  test('is shared by all who open it', async () => {
    const other = await openStore(adapterOf())
    await store.claim('shared', 60)
    expect(await other.claim('shared', 60)).toBe(false)
    other.close()
  })

  test('rejects when the database can not be asked', async () => {
    await host.close()
    await expect(store.claim('x', 60)).rejects.toThrow()
    await expect(store.read(['x'])).rejects.toThrow()
    host = await startHost({ database: database() })
    store = await openStore(adapterOf())
  })
})

describeWithMongo('ledgers of two apps in one database, with a `collectionPrefix` each', (database) => {
  test('hold nothing of one another', async () => {
    const open = async (collectionPrefix: string) => {
      const host = await startHost({ database: database(), parseServer: { collectionPrefix } })
      const store = await openStore(adapterOf())
      const close = async () => {
        store.close()
        await host.close()
      }
      return { store, close }
    }
    const first = await open('first_')
    await first.store.note('revoked', 1, 60)
    expect(await first.store.claim('used', 60)).toBe(true)
    expect(await first.store.claimAll(['used too'], 60)).toBe(true)
    expect(await first.store.read(['revoked', 'used', 'used too'])).toHaveProperty('size', 3)
    await first.close()

    const second = await open('second_')
    expect(await second.store.read(['revoked', 'used', 'used too'])).toEqual(new Map())
    expect(await second.store.claim('used', 60)).toBe(true)
    expect(await second.store.claimAll(['used too'], 60)).toBe(true)
    await second.close()
  })
})

describeWithDatabase('ledgers of two nodes', (database) => {
  test('that start at once, and find no table yet, hold one and the same', async () => {
    const tenant = await startTenant()
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
  })
})

describeWithDatabase('what is over in the store', (database) => {
  const fakeIntervals = () =>
    jest.useFakeTimers({
      doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'Date', 'performance', 'queueMicrotask'],
    })
  afterEach(() => jest.useRealTimers())

  test('is removed in time, as long as the server runs', async () => {
    const host = await startHost({ database: database() })
    fakeIntervals()
    const store = await openStore(adapterOf())
    await store.claim('short', 1)
    await store.claim('long', 600)
    if (database().engine === 'mongodb') expect(await expiryIndexes(database())).toEqual([{ expire: -1 }])
    else while ((await countRows(database())) === 2) jest.advanceTimersByTime(5 * 60_000)
    expect(await store.claim('long', 600)).toBe(false)
    store.close()
    expect(jest.getTimerCount()).toBe(0)
    await host.close()
  })
})
