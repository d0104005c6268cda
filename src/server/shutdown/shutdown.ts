/** On SIGTERM: let proxies see it, answer the requests under way, close what is open, then end as the signal asks. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { graceSeconds } from './in-flight'

/** Stops a server: no new connections, answers to the requests under way, then the rest is cut. */
async function stopServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  await Promise.race([closed, delay(graceSeconds * 1000, undefined, { ref: false })])
  server.closeAllConnections()
}

/**
 * @param servers the host's servers; more may be added.
 * @param drain lets requests go elsewhere first.
 * @param close closes everything that is not a server.
 * @returns a function that takes the signal handler away.
 */
export function endOnSigterm(
  servers: ReadonlySet<Server>,
  drain: () => Promise<void>,
  close: () => Promise<void>,
): () => void {
  const end = async (isHostInCharge: boolean) => {
    await drain()
    await Promise.allSettled([...[...servers].map(stopServer), close()])
    // The signal stands for "end": without a listener of the host that would, this one took it away.
    if (!isHostInCharge) process.kill(process.pid, 'SIGTERM')
  }
  const listener = () => void end(process.listenerCount('SIGTERM') > 0)
  // First in line: listeners of the host that were added by `once` are gone when they have been called.
  process.prependOnceListener('SIGTERM', listener)
  return () => void process.off('SIGTERM', listener)
}
