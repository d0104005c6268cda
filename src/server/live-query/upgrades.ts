/** Takes the upgrades of an HTTP server that are for LiveQuery: the others are the host's. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

export type Upgrade = [req: IncomingMessage, socket: Duplex, head: Buffer]

const pathOf = (req: IncomingMessage) => req.url?.split('?')[0]?.replace(/\/+$/, '') ?? ''

/**
 * Takes the upgrades for the paths, and those without a path, as apps of a LiveQuery server of its own have them, as
 * long as nobody else listens. The host's listeners must not see these: a WebSocket server with a `path`
 * refuses whatever is not for it, and would end the socket. Upgrades that nobody takes are ended here.
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
