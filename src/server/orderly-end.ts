/** On SIGTERM: answer the requests under way, close what is open, then end as the signal asks. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** How long requests under way may take before their connections are cut. */
const graceSeconds = 10

/** Stops a server: no new connections, answers to the requests under way, then the rest is cut. */
async function stopServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  await Promise.race([closed, delay(graceSeconds * 1000, undefined, { ref: false })])
  server.closeAllConnections()
}

/**
 * @param close closes everything that is not the server.
 * @returns a function that takes the signal handler away.
 */
export function endOnSigterm(server: Server, close: () => Promise<void>): () => void {
  const end = async () => {
    const stopped = stopServer(server)
    await Promise.allSettled([stopped, close()])
    // The signal stands for "end": without a handler of the host that would, this one took it away.
    if (process.listenerCount('SIGTERM') === 0) process.kill(process.pid, 'SIGTERM')
  }
  const listener = () => void end()
  process.once('SIGTERM', listener)
  return () => void process.off('SIGTERM', listener)
}
