/** What a node remembers of the latest keys. */
import { createLruCache } from '../../src/parse/lru-cache'

test('holds as many entries as it may, and lets go of the one that was not used for longest', () => {
  const cache = createLruCache<number>({ max: 3 })
  for (const [nth, key] of ['a', 'b', 'c'].entries()) cache.set(key, nth)
  cache.get('a')
  cache.set('d', 3)
  expect(cache.size).toBe(3)
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.has(key))).toEqual(['a', 'c', 'd'])
})
