/** Which connections to Redis a node has, and that what comes by them comes once. */
import { optionsWith } from '../../fixtures/hosts/node'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { openSocket, signUp } from '../../support/nodes'
import { channelIn, connectRedis, describeWithRedis } from '../../support/redis'
import { rest } from '../../support/rest'

/** @returns the fields of each connection of nodes, from a Redis that other specs may use as well */
async function connectionsOf(redis: ReturnType<typeof connectRedis>) {
  const lines = String(await redis.client('LIST'))
    .trim()
    .split('\n')
  const all = lines.map(
    (line) => new Map(line.split(' ').map((field) => field.split('=') as [string, string])),
  )
  const [db, id] = [String(redis.options.db ?? 0), String(await redis.client('ID'))]
  return all.filter((fields) => fields.get('db') === db && fields.get('id') !== id)
}

describeWithRedis('a node with Redis', (url) => {
  describeWithDatabase('and a database', (database) => {
    let host: Host
    let redis: ReturnType<typeof connectRedis>
    beforeAll(async () => {
      redis = connectRedis(url())
      host = await startHost({ ...optionsWith(url()), database: database() })
      await host.accounts.attach(host.server)
    })
    afterAll(async () => {
      await host.close()
      await redis.flushdb()
      redis.disconnect()
    })
    const subscribers = async () =>
      (await connectionsOf(redis)).flatMap((fields) => (fields.get('sub') === '0' ? [] : fields.get('id')!))

    test('has two connections: one to ask, and one to listen', async () => {
      expect(await connectionsOf(redis)).toHaveLength(2)
      expect(await subscribers()).toHaveLength(1)
    })

    test('hears each message once, also when it has lost the one that listens', async () => {
      const { sessionToken } = await signUp(host, 'listens')
      const live = await openSocket(host, sessionToken)
      await live.subscribe(1, 'Thing')
      const killed = await subscribers()
      for (const id of killed) await redis.client('KILL', 'ID', id)
      const channel = channelIn(url(), `${host.appId}afterSave`)
      const listening = async () => Number((await redis.pubsub('NUMSUB', channel))[1])
      const isBack = async () => (await subscribers()).some((id) => !killed.includes(id))
      while (!((await isBack()) && (await listening()) > 0));
      expect(await listening()).toBe(1)

      for (const name of ['first', 'last'])
        await rest(host, 'POST', '/classes/Thing', {
          master: true,
          body: { name, ACL: { '*': { read: true } } },
        })
      const named = (wanted: string) => live.saw(({ object }) => object?.name === wanted)
      await named('first')
      await named('last')
      expect(live.frames.filter(({ op }) => op === 'create')).toHaveLength(2)
    })
  })
})
