/** Claiming jobs: whatever nodes do at the same time, each job is one node's. */
import { openJobStore } from '../../../../src/adapters/email/outbox/open'
import type { JobStore } from '../../../../src/adapters/email/outbox/stores/job-store'
import { addMany, addTo, claimFrom, minute } from './claim'
import { describeWithStore, type OpenedStore, openStore } from './stores'

describeWithStore('claiming jobs', (uri) => {
  const opened: OpenedStore[] = []
  const stores: JobStore[] = []
  const open = async () => {
    const store = await openStore(uri())
    opened.push(store)
    const jobs = await openJobStore(store.store)
    stores.push(jobs)
    return jobs
  }
  let store: JobStore
  beforeEach(async () => void (store = await open()))
  afterEach(async () => {
    const left = await store.oldest({ state: undefined, limit: 1000 })
    await store.remove(left.map(({ _id }) => _id))
    for (const jobs of stores.splice(0)) await jobs.close()
    for (const { close } of opened.splice(0)) await close()
  })

  const only = async () => (await store.oldest({ state: undefined, limit: 1 }))[0]!

  test('what is due first comes first, and nothing before it is due', async () => {
    await addTo(store, 'third', Date.now() - minute)
    await addTo(store, 'first', Date.now() - 3 * minute)
    await addTo(store, 'second', Date.now() - 2 * minute)
    await addTo(store, 'not due')
    const [later] = await store.find({ mailId: ['not due'] })
    await store.save({ ...later!, nextRunAt: new Date(Date.now() + minute) })
    expect(await claimFrom(store, 2)).toEqual(['first', 'second'])
    expect(await claimFrom(store, 2)).toEqual(['third'])
    expect(await claimFrom(store, 2)).toEqual([])
  })

  test('a job is claimed again when its lock is over, and not before', async () => {
    await addTo(store, 'first')
    expect([await claimFrom(store), await claimFrom(store), await claimFrom(store, 1, -1)]).toEqual([
      ['first'],
      [],
      ['first'],
    ])
  })

  test('jobs of a receiver that is passed over are left, and those of others come', async () => {
    const hanging = 'https://hangs.example.com/"hooks"'
    await addTo(store, 'hangs', Date.now() - 2 * minute, { receiver: hanging })
    await addTo(store, 'other', Date.now() - minute, { receiver: 'https://example.com/hooks' })
    await addTo(store, 'none')
    expect(await claimFrom(store, 3, minute, ['https://away.example.com', hanging])).toEqual([
      'none',
      'other',
    ])
    expect(await claimFrom(store, 3)).toEqual(['hangs'])
  })

  test('each of many that are claimed at once is claimed once', async () => {
    await addMany(store, 60)
    const nodes = [store, await open(), await open()]
    const claims = Array.from({ length: 30 }, (_, index) => claimFrom(nodes[index % 3]!, 4))
    const claimed = (await Promise.all(claims)).flat()
    expect([claimed.length, new Set(claimed).size]).toEqual([60, 60])
  })

  test('of many who want to lock a job, one gets it', async () => {
    await addTo(store, 'first')
    const job = await only()
    const locks = await Promise.all(Array.from({ length: 10 }, () => store.lock(job)))
    expect(locks.filter(Boolean)).toHaveLength(1)
    expect(await claimFrom(store)).toEqual([])
  })

  test('a job that was moved or is gone can’t be locked, and is not brought back', async () => {
    await addTo(store, 'first')
    const job = await only()
    await store.save({ ...job, nextRunAt: new Date() })
    expect(await store.lock(job)).toBe(false)
    await store.remove([job._id])
    expect(await store.lock(job)).toBe(false)
    await store.save(job)
    expect(await opened[0]!.rows()).toEqual([])
  })

  test('jobs are found by any of several values', async () => {
    for (const mailId of ['a', 'b', 'c', 'd']) await addTo(store, mailId)
    const found = await store.find({ to: ['a', 'b', 'x'], mailId: ['b', 'c'] })
    expect(found.map(({ data }) => data.mailId).sort()).toEqual(['a', 'b', 'c'])
  })
})
