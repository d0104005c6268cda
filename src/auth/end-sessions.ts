/** Ends sessions in the database and in what this node remembers. */
import { LRUCache } from 'lru-cache'
import type { RequestConfig, SessionCache } from '../server/internals'
import { replaceMethods } from '../server/replace-methods'

/** Ends the sessions with these tokens; that some have ended already is no fault, also to parse-server. */
export async function endSessions(
  { database, cacheController }: Pick<RequestConfig, 'database' | 'cacheController'>,
  sessionTokens: string[],
): Promise<void> {
  await database.destroy('_Session', { sessionToken: { $in: sessionTokens } })
  await Promise.all(sessionTokens.map((token) => cacheController.user.del(token)))
}

/** Longer than a request takes. */
const keptOutMs = 60_000

/**
 * Keeps sessions that have ended out of a cache: requests under way may have read them before, and would put them there
 * afterwards.
 * @returns a function that forgets them, by their tokens
 */
export function createForget(cache: SessionCache): (sessionTokens: string[]) => Promise<void> {
  const ended = new LRUCache<string, true>({ max: 10_000, ttl: keptOutMs })
  const put = cache.put.bind(cache)
  replaceMethods(cache, {
    put: async (token, ...rest) => (ended.has(token) ? undefined : put(token, ...rest)),
  })
  return async (tokens) => {
    for (const token of tokens) ended.set(token, true)
    await Promise.all(tokens.map((token) => cache.del(token)))
  }
}
