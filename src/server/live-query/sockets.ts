/** A `wssAdapter` for parse-server, whose own takes every WebSocket of the server. */
import type { Server } from 'node:http'
import { internals } from '../internals'
import { takeUpgrades, type Upgrade } from './upgrades'

interface WebSocketAdapter {
  start(): void
  close(): void
  onListen?(): void
  onConnection?(socket: unknown): void
}

/** @param path the only one whose WebSockets are taken */
export function createWebSocketAdapter(server: Server, path: string): WebSocketAdapter {
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
