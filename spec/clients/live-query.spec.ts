/** LiveQuery after `attach()`, beside whatever else the host does with WebSockets. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LiveQueryClient, LiveQuerySubscription } from 'parse/node'
import { WebSocket, WebSocketServer } from 'ws'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { openLive } from '../support/live-query'
import { rest } from '../support/rest'
import { connectSdk, Parse } from '../support/sdk'

interface Listener {
  client: LiveQueryClient
  subscription: LiveQuerySubscription
  /** As "create for all", in the order of their arrival. */
  events: string[]
  /** Resolves when that event has arrived. */
  saw(event: string): Promise<void>
}

describeWithDatabase('LiveQuery', (database) => {
  let host: Host
  let tokens: { ann: string; bea: string }
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        liveQuery: { classNames: ['Note'] },
        allowClientClassCreation: true,
      },
    })
    await host.accounts.attach(host.server)
    connectSdk(host)
    tokens = { ann: await signUp('ann'), bea: await signUp('bea') }
  })
  afterAll(() => host.close())

  const liveUrl = () => host.apiUrl.replace('http', 'ws')

  async function signUp(username: string): Promise<string> {
    const answer = await rest(host, 'POST', '/users', { body: { username, password: 'correct-horse' } })
    return (answer.body as { sessionToken: string }).sessionToken
  }

  async function listen(sessionToken: string): Promise<Listener> {
    const client = new Parse.LiveQueryClient({
      applicationId: host.appId,
      serverURL: liveUrl(),
      sessionToken,
    })
    client.open()
    const subscription = client.subscribe(new Parse.Query('Note'), sessionToken)!
    const events: string[] = []
    for (const kind of ['create', 'update', 'delete'])
      subscription.on(kind, (note: InstanceType<typeof Parse.Object>) => {
        events.push(`${kind} ${String(note.get('text'))}`)
        subscription.emit('seen')
      })
    const saw = async (event: string) => {
      while (!events.includes(event)) await once(subscription.emitter, 'seen')
    }
    await subscription.subscribePromise
    return { client, subscription, events, saw }
  }

  const change = async (method: string, path: string, text: string, acl?: object) => {
    const body = { text, ...(acl ? { ACL: acl } : {}) }
    const answer = await rest(host, method, `/classes/${path}`, { sessionToken: tokens.ann, body })
    return (answer.body as { objectId: string }).objectId
  }

  test('tells a client of changes to what its user may read, and of nothing else', async () => {
    const ann = await listen(tokens.ann)
    const bea = await listen(tokens.bea)
    const { objectId } = (await rest(host, 'GET', '/users/me', { sessionToken: tokens.ann })).body as {
      objectId: string
    }
    const note = await change('POST', 'Note', 'for Ann', { [objectId]: { read: true, write: true } })
    await change('PUT', `Note/${note}`, 'still for Ann')
    await ann.saw('update still for Ann')
    const open = await change('POST', 'Note', 'for all', { '*': { read: true, write: true } })
    await change('PUT', `Note/${open}`, 'still for all')
    await Promise.all([ann.saw('update still for all'), bea.saw('update still for all')])

    expect(ann.events).toEqual([
      'create for Ann',
      'update still for Ann',
      'create for all',
      'update still for all',
    ])
    expect(bea.events).toEqual(['create for all', 'update still for all'])
    await Promise.all([ann.client.close(), bea.client.close()])
  })

  test('query.subscribe() finds the server by the URL of the API', async () => {
    await Parse.User.become(tokens.bea)
    const subscription = await new Parse.Query('Note').subscribe()
    const created = once(subscription.emitter, 'create')
    await change('POST', 'Note', 'found', { '*': { read: true } })
    const [note] = (await created) as [InstanceType<typeof Parse.Object>]
    expect(note.get('text')).toBe('found')
    await Parse.LiveQuery.close()
  })

  test('tells the clients of each server that it was attached to', async () => {
    const second = createServer().listen(0, '127.0.0.1')
    await once(second, 'listening')
    await host.accounts.attach(second)
    const { port } = second.address() as AddressInfo
    const urls = [liveUrl(), `ws://127.0.0.1:${port}/parse`]
    const lives = await Promise.all(urls.map((url) => openLive(host, url)))
    for (const live of lives) {
      await live.connect()
      await live.subscribe(1, 'Note')
    }
    for (const text of ['first', 'last']) await change('POST', 'Note', text, { '*': { read: true } })
    await Promise.all(lives.map((live) => live.saw(({ object }) => object?.text === 'last')))
    for (const { frames } of lives) expect(frames.filter(({ op }) => op === 'create')).toHaveLength(2)
    await Promise.all(lives.map((live) => live.end()))
    second.close()
    await once(second, 'close')
  })

  function withOwnUpgrades(server: Server): WebSocketServer {
    const chat = new WebSocketServer({ noServer: true })
    const upgrade = (...[req, socket, head]: Parameters<WebSocketServer['handleUpgrade']>) => {
      if (req.url === '/chat')
        chat.handleUpgrade(req, socket, head, (client) => chat.emit('connection', client))
    }
    server.on('upgrade', upgrade)
    return chat.on('close', () => server.off('upgrade', upgrade))
  }

  test.each([
    ['with a path', (server: Server) => new WebSocketServer({ server, path: '/chat' })],
    ['with upgrades of its own', withOwnUpgrades],
  ])("leaves the host's own WebSocket server alone (%s)", async (_name, create) => {
    const chat = create(host.server)
    chat.on('connection', (client) => client.send('hello from host'))
    const socket = new WebSocket(`${host.url.replace('http', 'ws')}/chat`)
    const [hello] = (await once(socket, 'message')) as [Buffer]
    expect(hello.toString()).toBe('hello from host')
    const { client } = await listen(tokens.ann)
    expect(socket.readyState).toBe(WebSocket.OPEN)
    socket.terminate()
    await client.close()
    chat.close()
    await once(chat, 'close')
  })

  test('ends a WebSocket for which there is nobody', async () => {
    const socket = new WebSocket(`${host.url.replace('http', 'ws')}/nowhere`)
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toBe('socket hang up')
  })

  test('close() ends the sockets and gives the HTTP server back', async () => {
    const socket = new WebSocket(liveUrl())
    await once(socket, 'open')
    const ended = once(socket, 'close')
    await host.accounts.close()
    await ended
    expect(host.server.listenerCount('upgrade')).toBe(0)
  })
})
