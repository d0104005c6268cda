/** What Parse Server and its nodes share in Redis, as a part: the cache, LiveQuery's messages, and what classes there are. */
import type { Hooks } from '../../parse/hooks'
import { internals } from '../../parse/internals'
import type { Nodes, ParseOptions, Part } from '../../part/part'
import { withPubSub } from '../pub-sub'
import { createCache } from './cache'
import type { Redis } from './redis'

/** How long a node may believe what it has read, whatever becomes of Redis. */
const mostCacheMs = 5000
/** Longer than a node takes to read the classes: it may have begun before they have changed. */
const rereadMs = 1000

function withCache(options: ParseOptions, redis: Redis): ParseOptions {
  const { cacheTTL } = options
  const ms = typeof cacheTTL === 'number' && cacheTTL > 0 ? Math.min(cacheTTL, mostCacheMs) : mostCacheMs
  return { ...options, cacheAdapter: options.cacheAdapter ?? createCache(redis, ms) }
}

/** parse-server clears its classes where it has changed one; whoever asks for them next reads them. */
const schemaHooks = ({ tellSchema }: Nodes): Hooks => ({
  'SchemaController.reloadData': async function (next, options) {
    const answer = await next(options)
    if (options?.clearCache) await tellSchema()
    return answer
  },
})

function forgetClasses(): void {
  const forget = () => internals.schemaCache().clear()
  forget()
  setTimeout(forget, rereadMs).unref()
}

export const sharedRedis = (redis: Redis): Part => ({
  name: 'redis',
  // parse-server's own messages wait for Redis at the start, keep what they can't send, and end the process where that fails.
  parseOptions: (options) => withPubSub(withCache(options, redis), redis),
  start: async ({ nodes }) => {
    await redis.open()
    nodes?.onSchema(forgetClasses)
    nodes?.onHeard(forgetClasses)
    return { hooks: nodes ? [schemaHooks(nodes)] : [], close: redis.close }
  },
})
