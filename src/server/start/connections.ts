/** The connections of Parse Server's adapters, and how they end. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Stoppable } from '../../parse/internals'
import { graceSeconds } from '../shutdown/in-flight'

/** parse-server begins to end its PostgreSQL connections, and doesn't wait until they have ended. */
async function connectionsEnded({ _client }: Stoppable): Promise<void> {
  const pool = _client?.$pool
  let open = pool?.totalCount ?? 0
  if (!pool || open === 0) return
  const ended = new Promise<void>((resolve) => {
    pool.on('remove', () => {
      if (--open === 0) resolve()
    })
  })
  await Promise.race([ended, delay(graceSeconds * 1000, undefined, { ref: false })])
}

/** Ends those of one adapter. What fails at the end is no reason to leave the others open. */
export async function endConnections(adapter: Stoppable): Promise<void> {
  const ended = connectionsEnded(adapter)
  const shutDown = async () => adapter.handleShutdown?.()
  await shutDown().catch(() => undefined)
  await ended
}
