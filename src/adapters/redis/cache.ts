/**
 * Parse Server's cache in Redis. Its own `RedisCacheAdapter` lets requests wait for as long as Redis is away, logs each of
 * them, and empties the whole database of Redis whenever a role is written.
 */
import type { Redis } from './redis'

/** What `parseServer.cacheAdapter` takes. */
export interface CacheAdapter {
  connect: () => Promise<void>
  get: (key: string) => Promise<unknown>
  put: (key: string, value: unknown, ttlMs?: number) => Promise<void>
  del: (key: string) => Promise<void>
  clear: () => Promise<void>
  handleShutdown: () => void
}

const prefix = 'accounts:cache:'
const atOnce = 500

const fails = () => undefined

/** Asks for each step by itself: all of a large Redis takes longer than the time for one answer. */
async function removeAll(ask: Redis['ask']): Promise<void> {
  let at = '0'
  do {
    const { cursor, keys } = await ask((redis) => redis.scan(at, { MATCH: `${prefix}*`, COUNT: atOnce }))
    if (keys.length > 0) await ask((redis) => redis.unlink(keys))
    at = cursor
  } while (at !== '0')
}

/** @param standardMs how long an entry holds: at most so long is it wrong, where Redis was away when it changed */
export function createCache({ open, close, ask }: Redis, standardMs: number): CacheAdapter {
  return {
    connect: open,
    get: async (key) => {
      try {
        const found = await ask((redis) => redis.get(prefix + key))
        return found === null ? null : (JSON.parse(found) as unknown)
      } catch {
        return null
      }
    },
    put: async (key, value, ttlMs = standardMs) => {
      if (ttlMs <= 0) return
      const PX = Number.isFinite(ttlMs) ? Math.ceil(ttlMs) : standardMs
      await ask((redis) => redis.set(prefix + key, JSON.stringify(value), { PX })).catch(fails)
    },
    del: async (key) => {
      await ask((redis) => redis.unlink(prefix + key)).catch(fails)
    },
    clear: () => removeAll(ask).catch(fails),
    handleShutdown: close,
  }
}
