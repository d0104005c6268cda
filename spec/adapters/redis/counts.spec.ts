/** What limits count in a Redis that apps share. */
import { createCounts } from '../../../src/adapters/redis/counts'
import { createRedis } from '../../../src/adapters/redis/redis'
import { describeWithRedis } from '../../support/redis'

describeWithRedis('counts of limits', (url) => {
  test('are each app’s own, and the same for all of its nodes', async () => {
    const redis = createRedis(url())
    await redis.open()
    const [here, there, other] = ['one', 'one', 'other'].map((appId) => createCounts(redis, appId))
    const key = 'log-in:192.0.2.1'
    expect(await here!.count(key, 60)).toBe(1)
    expect(await there!.count(key, 60)).toBe(2)
    expect(await other!.count(key, 60)).toBe(1)
    expect(await here!.read([key])).toEqual(new Map([[key, 2]]))
    expect(await other!.read([key])).toEqual(new Map([[key, 1]]))
    redis.close()
  })
})
