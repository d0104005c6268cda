/** Takes the upgrades of an HTTP server that are for LiveQuery: the others are the host's. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { parseCode } from './refusal'

export type Upgrade = [req: IncomingMessage, socket: Duplex, head: Buffer]

const wantsWebSocket = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket'

/**
 * Once anybody listens for upgrades, Node answers no request that offers one: HTTP/2 without TLS, as Java's HttpClient
 * does.
 */
function refusePlain(socket: Duplex): void {
  const code = parseCode('OPERATION_FORBIDDEN')
  const error =
    'This server upgrades to WebSocket only: send the request by HTTP/1.1, without an Upgrade header.'
  const body = JSON.stringify({ code, error })
  const headers = [
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${body.length}`,
  ]
  // Node has let go of the socket: nobody else hears of errors, which would end the process, reads on, or ends the other half.
  socket.on('error', () => socket.destroy()).once('finish', () => socket.destroy())
  socket.resume()
  socket.end(['HTTP/1.1 400 Bad Request', ...headers, '', body].join('\r\n'))
}

const pathOf = (req: IncomingMessage) => req.url?.split('?')[0]?.replace(/\/+$/, '') ?? ''

/**
 * Takes the upgrades for the paths, and those without a path, as apps of a LiveQuery server of its own have them, as
 * long as nobody else listens. The host's listeners must not see these: a WebSocket server with a `path`
 * refuses whatever is not for it, and would end the socket. What nobody takes is ended here, in words where it is no
 * WebSocket.
 * @returns a function that gives the server back.
 */
export function takeUpgrades(
  server: Server,
  paths: string[],
  take: (...upgrade: Upgrade) => void,
): () => void {
  const emit = server.emit.bind(server) as (event: string, ...args: unknown[]) => boolean
  const isAlone = () => server.listenerCount('upgrade') === 1
  const endStray = (req: IncomingMessage, socket: Duplex) => {
    if (!isAlone()) return
    if (wantsWebSocket(req)) socket.destroy()
    else refusePlain(socket)
  }
  const isOurs = (req: IncomingMessage) =>
    wantsWebSocket(req) && (paths.includes(pathOf(req)) || (pathOf(req) === '' && isAlone()))
  let isTaking = true
  server.on('upgrade', endStray)
  server.emit = (event: string, ...args: unknown[]) => {
    const upgrade = args as Upgrade
    if (!isTaking || event !== 'upgrade' || !isOurs(upgrade[0])) return emit(event, ...args)
    take(...upgrade)
    return true
  }
  return () => {
    isTaking = false
    server.off('upgrade', endStray)
  }
}
