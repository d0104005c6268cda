/** A Redis that refuses channels to this node, by its ACL, and lets it have them later. */
import { createNodes } from '../../../src/adapters/redis/nodes'
import { createRedis, type Redis } from '../../../src/adapters/redis/redis'
import { internals } from '../../../src/parse/internals'
import { channelIn, connectRedis, describeWithRedis } from '../../support/redis'

const name = 'spec-no-channels'
const password = 'correct-horse'
/** As a node says it. */
const saying = (from: string) => JSON.stringify({ from, schema: true })
/** What each node says when it has first connected. */
const isOfNew = (message: string) => message.includes('"missed":true')
const names = { lost: 'accounts:lost:nodes', kept: 'accounts:kept:nodes' }

function asUser(url: string): string {
  const its = new URL(url)
  Object.assign(its, { username: name, password })
  return its.href
}

describeWithRedis('a node to which Redis refuses a channel', (url) => {
  const channels = () => ({ lost: channelIn(url(), names.lost), kept: channelIn(url(), names.kept) })
  let admin: ReturnType<typeof connectRedis>
  let redis: Redis
  const logged: string[] = []
  beforeAll(async () => {
    jest
      .spyOn(internals.logger(), 'warn')
      .mockImplementation((line: unknown) => void logged.push(String(line)))
    admin = connectRedis(url())
    await admin.call(
      'ACL',
      'SETUSER',
      name,
      'reset',
      'on',
      `>${password}`,
      '+@all',
      '~*',
      `&${channels().kept}`,
    )
    redis = createRedis(asUser(url()))
    await redis.open()
  })
  afterAll(async () => {
    redis.close()
    await admin.call('ACL', 'DELUSER', name)
    admin.disconnect()
    jest.restoreAllMocks()
  })
  /** @returns the answer of Redis to whatever was sent before it */
  const answered = () => redis.ask((commands) => commands.ping())

  test('knows that it does not hear it, says so once, and hears it when it may', async () => {
    const heard = { lost: [] as string[], kept: [] as string[] }
    redis.subscribe(names.kept, (message) => heard.kept.push(message))
    redis.subscribe(names.lost, (message) => isOfNew(message) || heard.lost.push(message))
    const nodes = createNodes(redis, 'lost')
    const resumed = new Promise<void>((resolve) => nodes.onHeard(resolve))
    while (!redis.isHeard(names.kept) || logged.length === 0) await answered()
    expect(nodes.isHeard()).toBe(false)
    expect(logged).toEqual([expect.stringContaining('NOPERM')])

    // To itself all the same, and once only.
    await redis.publish(names.kept, saying('by Redis'))
    await redis.publish(names.lost, saying('itself'))
    while (heard.kept.length === 0) await answered()
    expect(heard).toEqual({ kept: [saying('by Redis')], lost: [saying('itself')] })

    await admin.call('ACL', 'SETUSER', name, 'allchannels')
    await resumed
    expect(nodes.isHeard()).toBe(true)
    await admin.publish(channels().lost, saying('another'))
    while (heard.lost.length === 1) await answered()
    expect(heard).toEqual({ kept: [saying('by Redis')], lost: [saying('itself'), saying('another')] })
    expect(logged.slice(1)).toEqual(['Redis brings what nodes tell each other again.'])
  })
})
