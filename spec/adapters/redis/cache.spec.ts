/** The cache in a Redis that holds much else. */
import { createCache } from '../../../src/adapters/redis/cache'
import { createRedis, type Redis } from '../../../src/adapters/redis/redis'
import { internals, type RedisClient } from '../../../src/parse/internals'
import { connectRedis, describeWithRedis } from '../../support/redis'

/** @returns a Redis that is waited for as long as it takes, and how many commands each question has had */
function counted(commands: RedisClient) {
  const counts: number[] = []
  const ask: Redis['ask'] = (question) => {
    const nth = counts.push(0) - 1
    const count = (target: RedisClient, name: string) => {
      const command = Reflect.get(target, name) as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        counts[nth]! += 1
        return command.apply(target, args)
      }
    }
    return question(new Proxy(commands, { get: (target, name) => count(target, String(name)) }))
  }
  return { counts, ask }
}

/** Keeps this process from reading what arrives. */
function block(ms: number) {
  const until = Date.now() + ms
  while (Date.now() < until);
}

describeWithRedis('the cache', (url) => {
  test('takes an answer that came in time, though the process was too busy to read it', async () => {
    const redis = createRedis(url())
    await redis.open()
    const asked = redis.ask((commands) => commands.get('nothing'))
    // What is asked is sent in a turn of its own.
    await new Promise((resolve) => void setImmediate(resolve))
    block(400)
    expect(await asked).toBeNull()
    expect(await redis.ask((commands) => commands.get('nothing'))).toBeNull()
    redis.close()
  })

  test('is cleared by short questions, and leaves the keys of others', async () => {
    const others = Object.fromEntries(Array.from({ length: 5000 }, (_, nth) => [`other:${nth}`, 'stays']))
    const ours = Array.from({ length: 1200 }, (_, nth): [string, string] => [
      `accounts:cache:key${nth}`,
      '"kept"',
    ])
    const direct = connectRedis(url())
    await direct.mset({ ...others, ...Object.fromEntries(ours) })
    const commands = internals.redis().createClient({ url: url() })
    await commands.connect()
    const { counts, ask } = counted(commands)
    const cache = createCache({ ...createRedis(url()), ask }, 60_000)
    expect(await direct.dbsize()).toBe(6200)
    expect(await cache.get('key1')).toBe('kept')

    counts.length = 0
    await cache.clear()
    expect(await direct.keys('accounts:cache:*')).toEqual([])
    expect(await direct.dbsize()).toBe(5000)
    // Each has its own time, so that a Redis with many keys does not count as one that hangs.
    expect(counts.length).toBeGreaterThan(12)
    expect([...new Set(counts)]).toEqual([1])
    commands.destroy()
    await direct.flushdb()
    direct.disconnect()
  })
})
