/** A `wssAdapter` for parse-server, whose own takes every WebSocket of the server. */
import type { Server } from 'node:http'
import type { WebSocket } from 'ws'
import { internals, type Logger } from '../../parse/internals'
import { closeCodes, endSocket, maxFrameBytes, parseCode, refuseFrame } from './refusal'
import { takeUpgrades, type Upgrade } from './upgrades'

interface WebSocketAdapter {
  start(): void
  close(): void
  onListen?(): void
  onConnection?(socket: unknown): void
}

/** What the adapter is given. */
export interface SocketParts {
  server: Server
  /** The API's path, as clients have it and as the app has it. */
  paths: string[]
  /** `parseServer.allowOrigin`: the origins whose pages may use the API. */
  allowOrigin: string | string[] | undefined
  logger: Logger
}

/** Browsers send an Origin; what else sends one, or none, could send any. */
function isAllowed(origin: string | undefined, allowed: string | string[] = '*'): boolean {
  const origins = [allowed].flat()
  return origin === undefined || origins.includes('*') || origins.includes(origin)
}

/** `ws` closes a socket from which too much comes, and would not say why. */
function sayTooLarge(client: WebSocket): void {
  const close = client.close.bind(client)
  const error = `A frame has ${maxFrameBytes} bytes at the most.`
  client.close = (code, ...rest) => {
    if (code === closeCodes.tooLarge) refuseFrame(client, { code: parseCode('OBJECT_TOO_LARGE'), error })
    close(code, ...rest)
  }
}

/** Of a fault of a socket parse-server logs all that the socket is made of, with the headers of its client. */
function logBriefly(client: WebSocket, logger: Logger): void {
  client.removeAllListeners('error')
  client.on('error', ({ message }) => logger.warn(`A LiveQuery socket failed: ${message}`))
}

export function createWebSocketAdapter({
  server,
  paths,
  allowOrigin,
  logger,
}: SocketParts): WebSocketAdapter {
  const WebSocketServer = internals.WebSocketServer()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes })
  const take = (client: WebSocket, origin: string | undefined) => {
    sayTooLarge(client)
    // parse-server's timer for pings stops at the first missing answer only, long after the socket has closed.
    client.on('close', () => Object.assign(client, { waitingForPong: true }))
    if (isAllowed(origin, allowOrigin)) adapter.onConnection?.(client)
    else endSocket(client, { code: parseCode('OPERATION_FORBIDDEN'), error: 'This Origin is not allowed.' })
    logBriefly(client, logger)
  }
  const upgrade = (...[req, socket, head]: Upgrade) =>
    sockets.handleUpgrade(req, socket, head, (client) => take(client, req.headers.origin))
  let giveBack: (() => void) | undefined
  const adapter: WebSocketAdapter = {
    start: () => {
      giveBack = takeUpgrades(server, paths, upgrade)
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
