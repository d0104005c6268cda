/** Takes the upgrades of an HTTP server that are for LiveQuery: the others are the host's. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { createPlainAnswers, wantsWebSocket } from './plain-http'

export type Upgrade = [req: IncomingMessage, socket: Duplex, head: Buffer]

const pathOf = (req: IncomingMessage) => req.url?.split('?')[0]?.replace(/\/+$/, '') ?? ''

/**
 * Takes the upgrades for the paths, and those without a path, as apps of a LiveQuery server of its own have them, as
 * long as nobody else listens. The host's listeners must not see these: a WebSocket server with a `path`
 * refuses whatever is not for it, and would end the socket. WebSockets that nobody takes are ended here; requests that offer
 * something else are answered as if they did not.
 * @returns a function that gives the server back.
 */
export function takeUpgrades(
  server: Server,
  paths: string[],
  take: (...upgrade: Upgrade) => void,
): () => void {
  const emit = server.emit.bind(server) as (event: string, ...args: unknown[]) => boolean
  const isAlone = () => server.listenerCount('upgrade') === 1
  const endStray = (_req: IncomingMessage, socket: Duplex) => {
    if (isAlone()) socket.destroy()
  }
  const isOurs = (req: IncomingMessage) => paths.includes(pathOf(req)) || (pathOf(req) === '' && isAlone())
  const plain = createPlainAnswers(server)
  let isTaking = true
  server.on('upgrade', endStray)
  server.emit = (event: string, ...args: unknown[]) => {
    if (event === 'request') plain.note(...(args as [IncomingMessage, ServerResponse]))
    if (!isTaking || event !== 'upgrade') return emit(event, ...args)
    const upgrade = args as Upgrade
    const [req] = upgrade
    const isWebSocket = wantsWebSocket(req)
    if (!isOurs(req) && (isWebSocket || !isAlone())) return emit(event, ...args)
    if (isWebSocket) take(...upgrade)
    else plain.answer(...upgrade)
    return true
  }
  return () => {
    isTaking = false
    server.off('upgrade', endStray)
  }
}
