/** Claims in Redis do not read the jobs that wait. */
import { freePort } from '../../../../src/testing/postgres/free-port'
import { openRedis } from '../../../../src/adapters/email/outbox/stores/redis-store'
import type { JobStore } from '../../../../src/adapters/email/outbox/stores/job-store'
import { addMany, addTo, claimFrom } from './claim'
import { connectRedis, describeWithRedis, startRedis, testWithRedisServer } from '../../../support/redis'

const name = 'accounts_outbox'

describeWithRedis('claiming jobs in Redis', (url) => {
  let store: JobStore
  let redis: ReturnType<typeof connectRedis>
  beforeAll(() => {
    redis = connectRedis(url())
  })
  beforeEach(async () => void (store = await openRedis(url(), name)))
  afterEach(async () => {
    await redis.flushdb()
    await store.close()
  })
  afterAll(() => redis.disconnect())

  const claim = (limit?: number) => claimFrom(store, limit)

  test('it looks past any number of locked jobs', async () => {
    await addMany(store, 120)
    expect(await claim(120)).toHaveLength(120)
    await addTo(store, 'last', Date.now() - 1)
    expect([await claim(), await claim()]).toEqual([['last'], []])
  })

  test('what is left of a job that was removed while it was saved is cleared away', async () => {
    await redis.hset(`${name}:job:gone`, 'lockedAtMs', 'null')
    await redis.zadd(`${name}:jobs:by_next_run_at`, 0, 'gone')
    await addTo(store, 'first')
    expect([await claim(), await claim()]).toEqual([['first'], []])
    expect(await redis.exists(`${name}:job:gone`)).toBe(0)
  })
})

testWithRedisServer('the number of jobs that wait does not matter', async () => {
  const server = await startRedis(await freePort())
  const redis = connectRedis(server.url)
  const store = await openRedis(server.url, name)
  const commandsOfAClaim = async () => {
    await redis.config('RESETSTAT')
    await claimFrom(store)
    const counts = (await redis.info('commandstats')).matchAll(/calls=(\d+)/g)
    return [...counts].reduce((sum, [, calls]) => sum + Number(calls), 0)
  }
  await addMany(store, 10)
  const few = await commandsOfAClaim()
  await addMany(store, 500)
  expect(await commandsOfAClaim()).toBeLessThan(few + 10)
  await store.close()
  redis.disconnect()
  await server.stop()
})
