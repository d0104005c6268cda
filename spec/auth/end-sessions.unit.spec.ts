import { createForget } from '../../src/auth/end-sessions'

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
    const forget = createForget(cache)
    await cache.put('r:ends', 'ann')
    await forget(['r:ends'])
    await cache.put('r:ends', 'ann')
    await cache.put('r:stays', 'bob')
    expect([...cache.users]).toEqual([['r:stays', 'bob']])
  })
})
