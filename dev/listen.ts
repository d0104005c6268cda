/** Starts and ends HTTP servers. */
import type { Server } from 'node:http'
import { closeServer } from '../src/testing/listen'

/** @returns a function that closes the server and what is connected to it, browsers waiting for news included */
export function listen(server: Server, host: string, port: number): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve(() => closeServer(server))
    })
  })
}
