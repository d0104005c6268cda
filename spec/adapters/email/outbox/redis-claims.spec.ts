/** Claims in Redis: one node gets a job, and does not read the others for it. */
import { freePort } from '../../../../dev/engines/free-port'
import { openRedis } from '../../../../src/adapters/email/outbox/redis-store'
import type { JobStore } from '../../../../src/adapters/email/outbox/job-store'
import { connectRedis, describeWithRedis, startRedis, testWithRedisServer } from '../../../support/redis'

const name = 'accounts_outbox'
const minute = 60_000
const lockOf = (ms: number) => new Date(Date.now() - ms)

async function addTo(store: JobStore, mailId: string, dueAt = Date.now() - minute): Promise<void> {
  const data = { mailId, kind: 'verification', to: mailId, queuedAt: dueAt, content: '' }
  await store.add({ name: 'mail', type: 'normal', priority: 0, nextRunAt: new Date(dueAt), data })
}

async function addMany(store: JobStore, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => addTo(store, `mail ${index}`)))
}

/** @returns the id of the mail */
async function claimFrom({ jobs }: JobStore, lockMs = minute): Promise<string | undefined> {
  const job = await jobs.getNextJobToRun('mail', new Date(), lockOf(lockMs), undefined, undefined)
  return job && (job.data as { mailId: string }).mailId
}

describeWithRedis('claiming a job', (url) => {
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

  const add = (mailId: string, dueAt?: number) => addTo(store, mailId, dueAt)
  const claim = (lockMs?: number) => claimFrom(store, lockMs)
  const only = async () => (await store.jobs.queryJobs({ name: 'mail' })).jobs[0]!
  test('what is due first comes first, and nothing before it is due', async () => {
    await add('second', Date.now() - minute)
    await add('first', Date.now() - 2 * minute)
    await add('not due', Date.now() + minute)
    expect([await claim(), await claim(), await claim()]).toEqual(['first', 'second', undefined])
  })

  test('a job is claimed again when its lock is over, and not before', async () => {
    await add('first')
    expect([await claim(), await claim(), await claim(-1)]).toEqual(['first', undefined, 'first'])
  })

  test('it looks past any number of locked jobs', async () => {
    await addMany(store, 120)
    for (let locked = 0; locked < 120; locked++) await claim()
    await add('last', Date.now() - 1)
    expect([await claim(), await claim()]).toEqual(['last', undefined])
  })

  test('each of many that are claimed at once is claimed once', async () => {
    await addMany(store, 50)
    const other = await openRedis(url(), name)
    const nodes = Array.from({ length: 60 }, (_, index) => (index % 2 ? store : other))
    const claimed = await Promise.all(nodes.map((node) => claimFrom(node)))
    await other.close()
    const found = claimed.filter((mailId) => mailId !== undefined)
    expect([found.length, new Set(found).size]).toEqual([50, 50])
  })

  test('of many who want to lock a job, one gets it', async () => {
    await add('first')
    const job = await only()
    const locks = await Promise.all(Array.from({ length: 10 }, () => store.jobs.lockJob(job, undefined)))
    expect(locks.filter((locked) => locked !== undefined)).toHaveLength(1)
  })

  test('a job that was moved or is gone can’t be locked', async () => {
    await add('first')
    const job = await only()
    await store.jobs.saveJobState({ ...job, nextRunAt: new Date() }, undefined)
    expect(await store.jobs.lockJob(job, undefined)).toBeUndefined()
    await store.jobs.removeJobs({ id: job._id })
    expect(await store.jobs.lockJob(job, undefined)).toBeUndefined()
    expect(await redis.keys(`${name}:job:*`)).toEqual([])
  })

  test('what is left of a job that was removed while it was saved is cleared away', async () => {
    await redis.hset(`${name}:job:gone`, 'lockedAtMs', 'null')
    await redis.zadd(`${name}:jobs:by_next_run_at`, 0, 'gone')
    await add('first')
    expect([await claim(), await claim()]).toEqual(['first', undefined])
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
