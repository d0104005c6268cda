/** What nodes share in one Redis, and what a Redis that lies can't do. */
import { startChildHost } from '../../support/child-host'
import { describeWithDatabase } from '../../support/database'
import { type Nodes, openSocket, signUp, startNodes, statusOfMe, untilRefused } from '../../support/nodes'
import { channelIn, connectRedis, describeWithRedis } from '../../support/redis'
import { rest, send } from '../../support/rest'

describeWithRedis('two nodes with Redis', (url) => {
  describeWithDatabase('and one database', (database) => {
    let nodes: Nodes
    let redis: ReturnType<typeof connectRedis>
    beforeAll(async () => {
      redis = connectRedis(url())
      const limits = { logIn: { perAddress: { max: 4, seconds: 3600 } } }
      nodes = await startNodes(database(), url(), 1, { limits })
    })
    afterAll(async () => {
      await nodes.close()
      await redis.flushdb()
      redis.disconnect()
    })
    const there = () => nodes.there[0]!

    test('tell each other of classes that are made, and of fields', async () => {
      const find = (query: Record<string, unknown>) =>
        rest(there(), 'GET', '/classes/Made', { master: true, query })
      expect((await find({})).body).toEqual({ results: [] })
      const schema = { className: 'Made', fields: { size: { type: 'Number' } } }
      await rest(nodes.here, 'POST', '/schemas/Made', { master: true, body: schema })
      await rest(nodes.here, 'POST', '/classes/Made', { master: true, body: { size: 3 } })
      while ((await find({ where: { size: { $gt: 2 } } })).body.results === undefined);
      // By the type that it has: a text is refused there, too.
      const wrong = await rest(there(), 'POST', '/classes/Made', { master: true, body: { size: 'big' } })
      expect(wrong.body).toMatchObject({ code: 111 })
    })

    test('bring what is saved on one to who listens on the other', async () => {
      const { sessionToken } = await signUp(nodes.here, 'listens')
      const live = await openSocket(there(), sessionToken)
      await live.subscribe(1, 'Thing')
      const body = { name: 'far', ACL: { '*': { read: true } } }
      await rest(nodes.here, 'POST', '/classes/Thing', { master: true, body })
      expect((await live.saw(({ op }) => op === 'create')).object).toMatchObject({ name: 'far' })
    })

    test('bring it to a process that serves LiveQuery only, which ends sockets with their sessions', async () => {
      const live = await startChildHost('live-query', database(), { REDIS: url() })
      const { objectId, sessionToken } = await signUp(there(), 'listens to another')
      const socket = await openSocket(live, sessionToken)
      await socket.subscribe(1, 'Thing')
      await rest(there(), 'POST', '/classes/Thing', { sessionToken, body: { name: 'from the API' } })
      expect((await socket.saw(({ op }) => op === 'create')).object).toMatchObject({ name: 'from the API' })
      expect((await rest(live, 'GET', '/users/me', { sessionToken })).status).toBe(404)
      expect((await send(live, 'GET', `${live.url}/health`)).status).toBe(200)
      const sinceMs = Date.now()
      await rest(there(), 'DELETE', `/users/${objectId}`, { master: true })
      await socket.closed
      expect(Date.now() - sinceMs).toBeLessThan(4500)
      await live.stop()
    })

    test('count log-ins that fail together', async () => {
      const guess = async (at: Nodes['here'] | Nodes['there'][0]) =>
        (await rest(at, 'POST', '/login', { body: { username: 'nobody', password: 'wrong' } })).status
      // The other one has no limits of its own, and counts nothing.
      for (let nth = 0; nth < 4; nth += 1) expect(await guess(nodes.here)).toBe(404)
      expect(await guess(nodes.here)).toBe(429)
      expect((await redis.keys('accounts:count:*')).length).toBeGreaterThan(0)
    })

    test('leave in Redis what is not of the cache when a role is written', async () => {
      await redis.set('of somebody else', 'stays')
      const { sessionToken } = await signUp(nodes.here, 'cached')
      await statusOfMe(nodes.here, sessionToken)
      expect(await redis.keys('accounts:cache:*')).not.toEqual([])
      const body = { name: 'staff', ACL: { '*': { read: true } } }
      await rest(nodes.here, 'POST', '/roles', { master: true, body })
      while ((await redis.keys('accounts:cache:*')).length > 0);
      expect(await redis.get('of somebody else')).toBe('stays')
    })

    test.each(['not JSON', '{"from":1,"ended":[]}', '{"from":"x","ended":[7]}', '{"schema":true}', '[]'])(
      'go on when a message is none of theirs: %s',
      async (message) => {
        await redis.publish(channelIn(url(), `accounts:${nodes.here.appId}:nodes`), message)
        const { objectId, sessionToken } = await signUp(nodes.here, `message${message.length}`)
        expect(await statusOfMe(there(), sessionToken)).toBe(200)
        await nodes.here.accounts.sessions.revoke(objectId)
        expect(await untilRefused(there(), sessionToken)).toBeLessThan(4500)
      },
    )

    test('go on when an entry of the cache is of another type, or can’t be read', async () => {
      const { sessionToken } = await signUp(nodes.here, 'lied to')
      const key = `accounts:cache:${nodes.here.appId}:user:${sessionToken}`
      await redis.hset(key, 'of', 'another type')
      expect(await statusOfMe(nodes.here, sessionToken)).toBe(200)
      await redis.set(key, 'no JSON')
      expect(await statusOfMe(nodes.here, sessionToken)).toBe(200)
    })

    test('go on when Redis is full', async () => {
      await redis.config('SET', 'maxmemory', '1')
      try {
        const { objectId, sessionToken } = await signUp(nodes.here, 'full')
        for (const node of [nodes.here, there()]) expect(await statusOfMe(node, sessionToken)).toBe(200)
        await nodes.here.accounts.sessions.revoke(objectId)
        expect(await untilRefused(there(), sessionToken)).toBeLessThan(4500)
      } finally {
        await redis.config('SET', 'maxmemory', '0')
      }
    })
  })
})

describeWithDatabase('two nodes without Redis', (database) => {
  let nodes: Nodes
  beforeAll(async () => void (nodes = await startNodes(database(), undefined)))
  afterAll(() => nodes.close())

  test('delete the value of a field that the other one has made', async () => {
    const { here } = nodes
    const there = nodes.there[0]!
    const { body } = await rest(here, 'POST', '/classes/Made', { master: true, body: { size: 1 } })
    const path = `/classes/Made/${body.objectId}`
    const put = (at: typeof there | typeof here, fields: object) =>
      rest(at, 'PUT', path, { master: true, body: fields })
    expect((await put(there, { size: 2 })).status).toBe(200)
    await put(here, { nick: 'a' })
    const remove = { __op: 'Delete' }
    expect((await put(there, { nick: remove, nobody: remove })).status).toBe(200)
    expect((await rest(here, 'GET', path, { master: true })).body).not.toHaveProperty('nick')
  })
})
