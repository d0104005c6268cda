/** LiveQuery on the host's HTTP server, for the API's path only: other WebSockets there are the host's. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { internals, type LiveQueryServer } from './internals'

interface WebSocketAdapter {
  start(): void
  close(): void
  onListen?(): void
  onConnection?(socket: unknown): void
}

/** A `wssAdapter` for parse-server, whose own takes every WebSocket of the server. */
function createWebSocketAdapter(server: Server, path: string): WebSocketAdapter {
  const WebSocketServer = internals.WebSocketServer()
  const sockets = new WebSocketServer({ noServer: true })
  const adapter: WebSocketAdapter = {
    start: () => {
      server.on('upgrade', upgrade)
      adapter.onListen?.()
    },
    close: () => {
      server.off('upgrade', upgrade)
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
  function upgrade(req: IncomingMessage, socket: Duplex, head: Buffer) {
    if (pathOf(req) === path)
      sockets.handleUpgrade(req, socket, head, (client) => adapter.onConnection?.(client))
    else if (server.listenerCount('upgrade') === 1) socket.destroy()
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
