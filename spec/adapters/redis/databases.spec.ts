/** Two apps of one name in two databases of one Redis hear nothing of each other. */
import { createNodes } from '../../../src/adapters/redis/nodes'
import { createRedis, type Redis } from '../../../src/adapters/redis/redis'
import { withPubSub } from '../../../src/adapters/pub-sub'
import { freePort } from '../../../src/testing/postgres/free-port'
import { connectRedis, type RedisServer, startRedis, testWithRedisServer } from '../../support/redis'

interface PubSub {
  createPublisher: () => { publish: (channel: string, message: string) => void }
  createSubscriber: () => {
    subscribe(channel: string): unknown
    on(event: 'message', listener: (channel: string, message: string) => void): unknown
  }
}

const channel = 'appafterSave'

const pubSubOf = (redis: Redis) =>
  (withPubSub({ liveQuery: {} }, redis).liveQuery as { pubSubAdapter: PubSub }).pubSubAdapter

/** A node of the app, and what it hears: of sessions that have ended, and by LiveQuery. */
async function startNode(url: string) {
  const redis = createRedis(url)
  await redis.open()
  const [nodes, { createPublisher, createSubscriber }] = [createNodes(redis, 'app'), pubSubOf(redis)]
  const [heard, subscriber] = [[] as string[], createSubscriber()]
  const isListening = new Promise((resolve) => redis.onHeard(channel, () => resolve(undefined)))
  const last = new Promise<void>((resolve) =>
    subscriber.on('message', (of, message) => {
      heard.push(`${of}: ${message}`)
      if (message === 'last') resolve()
    }),
  )
  nodes.onEnded((tokens) => heard.push(`ended: ${tokens.join()}`))
  subscriber.subscribe(channel)
  await isListening
  return { nodes, heard, last, publish: createPublisher().publish, close: redis.close }
}

async function withServer(work: (server: RedisServer) => Promise<void>): Promise<void> {
  const server = await startRedis(await freePort())
  await work(server)
  await server.stop()
}

testWithRedisServer('nodes in another database of Redis are not heard, nor what LiveQuery says there', () =>
  withServer(async ({ url }) => {
    const all = await Promise.all([`${url}/1`, `${url}/1`, url, `${url}/0`].map(startNode))
    const [staging, , production] = all
    for (const [node, name] of [[staging!, 'staging'] as const, [production!, 'production'] as const]) {
      await node.nodes.tellEnded([name])
      node.publish(channel, name)
      node.publish(channel, 'last')
    }
    await Promise.all(all.map(({ last }) => last))
    const saved = (name: string) => [`${channel}: ${name}`, `${channel}: last`]
    expect(all.map(({ heard }) => heard)).toEqual([
      saved('staging'),
      ['ended: staging', ...saved('staging')],
      saved('production'),
      ['ended: production', ...saved('production')],
    ])
    for (const { close } of all) close()
  }),
)

testWithRedisServer('channels of the first database have the names that LiveQuery’s own servers know', () =>
  withServer(async ({ url }) => {
    const node = await startNode(url)
    const other = connectRedis(url)
    const heard = new Promise((resolve) => other.on('message', (of, message) => resolve([of, message])))
    await other.subscribe(channel)
    node.publish(channel, 'saved')
    expect(await heard).toEqual([channel, 'saved'])
    other.disconnect()
    node.close()
  }),
)
