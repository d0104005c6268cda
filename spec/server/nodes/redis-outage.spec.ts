/** Redis goes, hangs and comes back under load: requests go on, and nobody is wrongly in. */
import { freePort } from '../../../src/testing/postgres/free-port'
import { setTimeout as delay } from 'node:timers/promises'
import { describeWithDatabase } from '../../support/database'
import { type Nodes, openSocket, signUp, startNodes, statusOfMe, untilRefused } from '../../support/nodes'
import { rest } from '../../support/rest'
import { type RedisServer, startRedis, testWithRedisServer } from '../../support/redis'

/** Lines of the log that are about Redis. */
function createLog() {
  const lines: string[] = []
  const log = (_level: string, line: unknown) => void lines.push(String(line))
  const clear = () => void lines.splice(0)
  return { lines: () => lines.filter((line) => line.includes('Redis')), clear, adapter: { log } }
}

/** Asks for as long as it is let, on all nodes. @returns a function that ends it, and the slowest answer in milliseconds */
function load(nodes: Nodes, sessionToken: string) {
  let isOver = false
  let slowest = 0
  const ask = async (node: Nodes['here'] | Nodes['there'][0]) => {
    while (!isOver) {
      const sinceMs = Date.now()
      expect(await statusOfMe(node, sessionToken)).toBe(200)
      slowest = Math.max(slowest, Date.now() - sinceMs)
      await delay(20)
    }
  }
  const asked = Promise.all([nodes.here, ...nodes.there].map(ask))
  return async () => {
    isOver = true
    await asked
    return slowest
  }
}

describeWithDatabase('two nodes with a Redis that comes and goes', (database) => {
  let redis: RedisServer
  let nodes: Nodes
  const log = createLog()
  const there = () => nodes.there[0]!

  /** @returns when the other node refuses a session of its own, and has closed its socket, in milliseconds */
  async function revoke(name: string): Promise<number> {
    const { objectId, sessionToken } = await signUp(nodes.here, name)
    const socket = await openSocket(there(), sessionToken)
    expect(await statusOfMe(there(), sessionToken)).toBe(200)
    const sinceMs = Date.now()
    await nodes.here.accounts.sessions.revoke(objectId)
    await Promise.all([untilRefused(there(), sessionToken), socket.closed])
    return Date.now() - sinceMs
  }
  const isBack = async () => {
    while (log.lines().at(-1) !== 'Redis is back.') await statusOfMe(nodes.here, 'nobody')
    log.clear()
  }

  testWithRedisServer(
    'go on, and end sessions in time',
    async () => {
      const port = await freePort()
      const parseServer = { silent: false, loggerAdapter: log.adapter }
      nodes = await startNodes(database(), `redis://127.0.0.1:${port}`, 1, { parseServer })
      const endLoad = load(nodes, (await signUp(nodes.here, 'loads')).sessionToken)
      expect(await revoke('not there at the start')).toBeLessThan(10_000)
      expect(log.lines()).toEqual([expect.stringMatching(/^Redis is away, and requests go on/)])

      redis = await startRedis(port)
      await isBack()
      const before = await signUp(nodes.here, 'ended while it is away')
      expect(await statusOfMe(there(), before.sessionToken)).toBe(200)
      redis.signal('SIGKILL')
      await redis.stop()
      await nodes.here.accounts.sessions.revoke(before.objectId)
      expect(await revoke('killed')).toBeLessThan(10_000)
      expect(log.lines()).toEqual([expect.stringMatching(/^Redis is away, and requests go on/)])

      redis = await startRedis(port)
      await isBack()
      expect(await statusOfMe(there(), before.sessionToken)).toBe(400)
      redis.signal('SIGSTOP')
      expect(await revoke('hangs')).toBeLessThan(10_000)
      redis.signal('SIGCONT')
      await isBack()
      expect(await endLoad()).toBeLessThan(10_000)
      await nodes.close()
      await redis.stop()
    },
    120_000,
  )

  testWithRedisServer('know how classes have changed while Redis was away', async () => {
    const port = await freePort()
    redis = await startRedis(port)
    nodes = await startNodes(database(), redis.url)
    await rest(nodes.here, 'POST', '/classes/Made', { master: true, body: {} })
    const statusThere = async () => (await rest(there(), 'GET', '/classes/Made')).status
    expect(await statusThere()).toBe(200)
    await redis.stop()
    const body = { classLevelPermissions: { find: {} } }
    expect((await rest(nodes.here, 'PUT', '/schemas/Made', { master: true, body })).status).toBe(200)
    redis = await startRedis(port)
    while ((await statusThere()) === 200);
    await nodes.close()
    await redis.stop()
  })
})
