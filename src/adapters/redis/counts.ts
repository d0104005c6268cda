/** The counts of limits in Redis: what is written most often, and may be lost. */
import { hash } from 'node:crypto'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { Counts } from '../../part/part'
import type { Redis } from './redis'

const keyPrefix = 'accounts:count'
const settings = { keyPrefix, points: 1, duration: 1, useRedisPackage: true }

/** Keys come from addresses and names: hashed they are short, and tell nothing. */
const keyOf = (text: string) => hash('sha256', text, 'base64url')

/** Both reject while Redis is away. */
export const createCounts = ({ ask }: Redis): Counts => ({
  count: (key, seconds) =>
    ask(async (storeClient) => {
      const limiter = new RateLimiterRedis({ ...settings, storeClient })
      const { consumedPoints } = await limiter.penalty(keyOf(key), 1, { customDuration: seconds })
      return consumedPoints
    }),
  read: async (keys) => {
    if (keys.length === 0) return new Map()
    const found = await ask((redis) => redis.mGet(keys.map((key) => `${keyPrefix}:${keyOf(key)}`)))
    const counted = keys.map((key, index): [string, number] => [key, Number(found[index])])
    return new Map(counted.filter(([, number]) => number > 0))
  },
})
