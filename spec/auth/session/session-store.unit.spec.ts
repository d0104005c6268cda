import { createKeepOut } from '../../../src/auth/session/session-store'

/** What parse-server remembers of sessions, in short. */
function createCache() {
  const users = new Map<string, unknown>()
  return {
    users,
    put: (token: string, user: unknown) => Promise.resolve(users.set(token, user)),
    del: (token: string) => Promise.resolve(users.delete(token)),
  }
}

describe('a session that was ended', () => {
  test('is not put into the cache by a request that has read it before', async () => {
    const cache = createCache()
    const { add, hooks } = createKeepOut()
    const put = (token: string, user: string) => hooks['SubCache.put']?.call(cache, cache.put, token, user)
    await put('r:ends', 'ann')
    add(['r:ends'])
    await cache.del('r:ends')
    await put('r:ends', 'ann')
    await put('r:stays', 'bob')
    expect([...cache.users]).toEqual([['r:stays', 'bob']])
  })
})
