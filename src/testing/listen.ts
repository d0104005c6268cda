/** Opens and closes HTTP servers of this machine. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** @returns the port, which the system picks */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/** Also ends the connections that clients keep open. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
