/** The counts of limits in Redis: what is written most often, and may be lost. */
import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { Counts } from '../../part/part'
import { hashedKey } from '../hashed-key'
import type { Redis } from './redis'

const settings = { points: 1, duration: 1, useRedisPackage: true }

/**
 * Both reject while Redis is away.
 * @param appId other apps in the same Redis have counts of their own
 */
export function createCounts({ ask }: Redis, appId: string): Counts {
  const keyPrefix = `accounts:count:${appId}`
  return {
    count: (key, seconds) =>
      ask(async (storeClient) => {
        const limiter = new RateLimiterRedis({ ...settings, keyPrefix, storeClient })
        const { consumedPoints } = await limiter.penalty(hashedKey(key), 1, { customDuration: seconds })
        return consumedPoints
      }),
    read: async (keys) => {
      if (keys.length === 0) return new Map()
      const found = await ask((redis) => redis.mGet(keys.map((key) => `${keyPrefix}:${hashedKey(key)}`)))
      const counted = keys.map((key, index): [string, number] => [key, Number(found[index])])
      return new Map(counted.filter(([, number]) => number > 0))
    },
  }
}
