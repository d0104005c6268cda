/** What a node remembers of the latest keys. */
import { LRUCache } from 'lru-cache'

interface CacheSettings {
  /** Entries at the most: the one that was not used for longest goes. */
  max: number
  /** @default for as long as there is room */
  ttlMs?: number
}

/** It takes memory for what it holds: with lru-cache's own `max` it would take that for the most it may hold, at once. */
export const createLruCache = <Value extends string | number | boolean | object>({
  max,
  ttlMs,
}: CacheSettings): LRUCache<string, Value> =>
  new LRUCache<string, Value>({ maxSize: max, sizeCalculation: () => 1, ...(ttlMs && { ttl: ttlMs }) })
