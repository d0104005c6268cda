/** A Redis that hangs for a moment, and then does what it was told. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { freePort } from '../../../src/testing/postgres/free-port'
import { createRedis } from '../../../src/adapters/redis/redis'
import { internals } from '../../../src/parse/internals'
import { connectRedis, startRedis, testWithRedisServer } from '../../support/redis'

const channel = 'spec-stalls'

testWithRedisServer('a message that Redis brings late is heard at once, and once', async () => {
  jest.spyOn(internals.logger(), 'warn').mockImplementation(() => undefined)
  const server = await startRedis(await freePort())
  const redis = createRedis(server.url)
  await redis.open()
  const heard: string[] = []
  const isListening = new Promise<void>((resolve) => redis.onHeard(channel, resolve))
  const last = new Promise<void>((resolve) =>
    redis.subscribe(channel, (message) => {
      heard.push(message)
      if (message === 'last') resolve()
    }),
  )
  await isListening
  const other = connectRedis(server.url)
  const brought = new Promise((resolve) => other.on('message', resolve))
  await other.subscribe(channel)

  server.signal('SIGSTOP')
  await redis.publish(channel, 'late')
  expect(heard).toEqual(['late'])
  server.signal('SIGCONT')
  await brought
  const another = connectRedis(server.url)
  // Somebody else may say the same.
  for (const message of ['late', 'last']) await another.publish(channel, message)
  await last
  expect(heard).toEqual(['late', 'late', 'last'])

  redis.close()
  other.disconnect()
  another.disconnect()
  await server.stop()
  jest.restoreAllMocks()
})

testWithRedisServer(
  'a Redis that has hung is asked again, though the clock was set back meanwhile',
  async () => {
    jest.spyOn(internals.logger(), 'warn').mockImplementation(() => undefined)
    const server = await startRedis(await freePort())
    const redis = createRedis(server.url)
    await redis.open()
    server.signal('SIGSTOP')
    expect(await redis.publish(channel, 'late')).toBe(false)
    const nowMs = Date.now()
    jest.spyOn(Date, 'now').mockReturnValue(nowMs - 3_600_000)
    server.signal('SIGCONT')
    while (!(await redis.publish(channel, 'last'))) await nextTurn()
    jest.restoreAllMocks()
    redis.close()
    await server.stop()
  },
)
