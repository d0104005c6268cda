/** Where LiveQuery is found, and which WebSockets stay the host's. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { openLive } from '../../support/live-query'

describeWithDatabase('a WebSocket', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { liveQuery: { classNames: ['Note'] } } })
  })
  afterAll(() => host.close())

  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections()
  })

  async function attach(prepare: (server: Server) => unknown = () => undefined): Promise<string> {
    const server = createServer().listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    prepare(server)
    await host.accounts.attach(server)
    return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  async function isLiveQuery(url: string): Promise<boolean> {
    const live = await openLive(host, url)
    live.send({ op: 'connect', applicationId: host.appId })
    await Promise.race([live.closed, once(live.socket, 'frame')])
    await live.end()
    return live.frames[0]?.op === 'connected'
  }

  async function errorOf(url: string): Promise<string> {
    const [error] = (await once(new WebSocket(url), 'error')) as [Error]
    return error.message
  }

  test.each(['', '/', '/?token=1', '/parse', '/parse/'])(
    'at "%s" is for LiveQuery, where nobody else listens',
    async (path) => {
      expect(await isLiveQuery((await attach()) + path)).toBe(true)
    },
  )

  test.each(['/chat', '/parse/classes', '//chat'])(
    'at "%s" is ended, where nobody else listens',
    async (path) => {
      expect(await errorOf((await attach()) + path)).toBe('socket hang up')
    },
  )

  /** What comes back to requests that are sent at once, on one connection. */
  async function exchange(port: number, ...requests: string[]): Promise<string> {
    const socket = connect(port, '127.0.0.1').setEncoding('latin1')
    socket.write(requests.join('').replaceAll('\n', '\r\n'))
    return (await socket.toArray()).join('')
  }
  const http2 = 'Host: a\nConnection: Upgrade, HTTP2-Settings\nUpgrade: h2c\nHTTP2-Settings: AAMAAABk\n'

  test('is no offer of HTTP/2: such a request is refused in words, wherever it goes', async () => {
    const url = await attach((server) => server.on('request', host.app))
    for (const path of ['/parse', '/parse/health', '/other']) {
      const text = await exchange(Number(new URL(url).port), `GET ${path} HTTP/1.1\n${http2}\n`)
      expect(text).toMatch(/^HTTP\/1\.1 400 [^]*"code":119[^]*without an Upgrade header/)
    }
    expect(await isLiveQuery(url)).toBe(true)
  })

  test('is no offer of HTTP/2: nothing stays open of it, whatever its client leaves open or sends late', async () => {
    const url = await attach()
    const [server] = servers
    const begun = once(server!, 'connection') as Promise<[Socket]>
    const client = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true })
    client.on('error', () => undefined).resume()
    client.write(`POST /parse HTTP/1.1\r\n${http2.replaceAll('\n', '\r\n')}Content-Length: 9\r\n\r\n`)
    const [socket] = await begun
    await once(socket, 'close')
    client.destroy()
  })

  test('is told from other upgrades where the host takes those', async () => {
    const takesTime = (server: Server) =>
      server.on('upgrade', (_req, socket: Duplex) => socket.end('HTTP/1.1 101 Switching\r\n\r\nnoon'))
    const url = await attach(takesTime)
    const asked = 'GET /time HTTP/1.1\nHost: a\nConnection: Upgrade\nUpgrade: time\n\n'
    expect(await exchange(Number(new URL(url).port), asked)).toMatch(/noon$/)
  })

  const chat = (server: Server) =>
    new WebSocketServer({ server }).on('connection', (client) =>
      client.on('message', () => client.close(4000)),
    )

  test.each([
    ['/parse', true],
    ['/', false],
    ['/chat', false],
  ])('at "%s" is for LiveQuery where the host listens, too: %s', async (path, expected) => {
    expect(await isLiveQuery((await attach(chat)) + path)).toBe(expected)
  })

  test('without a path is for the host, which began to listen later', async () => {
    const url = await attach()
    chat(servers[0]!)
    expect(await isLiveQuery(url)).toBe(false)
  })
})
