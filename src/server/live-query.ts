/** LiveQuery on the host's HTTP server, for the API's path only: other WebSockets there are the host's. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { internals, type LiveQueryClient, type LiveQueryServer } from '../parse/internals'

type Upgrade = [req: IncomingMessage, socket: Duplex, head: Buffer]

interface WebSocketAdapter {
  start(): void
  close(): void
  onListen?(): void
  onConnection?(socket: unknown): void
}

/**
 * Takes the upgrades for one path. The host's listeners must not see these: a WebSocket server with a `path`
 * refuses whatever is not for it, and would end the socket. Upgrades that nobody takes are ended here.
 * @returns a function that gives the server back.
 */
function takeUpgrades(server: Server, path: string, take: (...upgrade: Upgrade) => void): () => void {
  const emit = server.emit.bind(server) as (event: string, ...args: unknown[]) => boolean
  const endStray = (_req: IncomingMessage, socket: Duplex) => {
    if (server.listenerCount('upgrade') === 1) socket.destroy()
  }
  let isTaking = true
  server.on('upgrade', endStray)
  server.emit = (event: string, ...args: unknown[]) => {
    const upgrade = args as Upgrade
    if (!isTaking || event !== 'upgrade' || pathOf(upgrade[0]) !== path) return emit(event, ...args)
    take(...upgrade)
    return true
  }
  return () => {
    isTaking = false
    server.off('upgrade', endStray)
  }
}

/** A `wssAdapter` for parse-server, whose own takes every WebSocket of the server. */
function createWebSocketAdapter(server: Server, path: string): WebSocketAdapter {
  const WebSocketServer = internals.WebSocketServer()
  const sockets = new WebSocketServer({ noServer: true })
  const upgrade = (...[req, socket, head]: Upgrade) =>
    sockets.handleUpgrade(req, socket, head, (client) => {
      // parse-server's timer for pings stops at the first missing answer only, long after the socket has closed.
      client.on('close', () => Object.assign(client, { waitingForPong: true }))
      adapter.onConnection?.(client)
    })
  let giveBack: (() => void) | undefined
  const adapter: WebSocketAdapter = {
    start: () => {
      giveBack = takeUpgrades(server, path, upgrade)
      adapter.onListen?.()
    },
    close: () => {
      giveBack?.()
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
  return adapter
}

const pathOf = (req: IncomingMessage) => req.url?.split('?')[0]?.replace(/\/+$/, '')

/**
 * Starts a LiveQuery server.
 * @param path the API's path; LiveQuery clients use it unless told otherwise.
 * @param options the complete options of Parse Server.
 */
export async function startLiveQuery(
  server: Server,
  path: string,
  options: Record<string, unknown>,
): Promise<LiveQueryServer> {
  const wssAdapter = createWebSocketAdapter(server, path)
  const config = { wssAdapter, ...(options.liveQueryServerOptions as object | undefined) }
  return internals.ParseServer().createLiveQueryServer(server, config, options)
}

const tokensOf = ({ sessionToken, subscriptionInfos }: LiveQueryClient) => [
  sessionToken,
  ...[...subscriptionInfos.values()].map((subscription) => subscription.sessionToken),
]

/**
 * Ends the sockets that use one of some sessions. A client that comes back with one of them is nobody, though LiveQuery
 * has looked it up a moment ago.
 */
export async function closeSockets(liveQuery: LiveQueryServer, sessionTokens: string[]): Promise<void> {
  const { clients, authCache, cacheController } = liveQuery
  await Promise.all(sessionTokens.map((token) => cacheController.user.del(token)))
  for (const token of sessionTokens) authCache.delete(token)
  for (const client of clients.values())
    if (tokensOf(client).some((token) => token !== undefined && sessionTokens.includes(token)))
      client.parseWebSocket.ws.close()
}
