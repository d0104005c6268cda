/** Requests under way, so that whoever closes can wait for their answers. */
import { EventEmitter, once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Handler, Response } from '../../parse/internals'

/** How long requests under way may take before they are cut. */
export const graceSeconds = 10

/** The requests that have no answer yet. */
export interface InFlight {
  /** Counts a request until it is answered, or its client has gone. */
  count: Handler
  /** Resolves when all are answered, at the latest after `graceSeconds`. */
  answered: () => Promise<void>
}

/** No requests yet. */
export function createInFlight(): InFlight {
  const underWay = new Set<Response>()
  const events = new EventEmitter()
  return {
    count: (_req, res, next) => {
      // Its client has gone while the host's own handlers worked: nothing tells of that a second time.
      if (res.closed) return next()
      underWay.add(res)
      res.once('close', () => {
        underWay.delete(res)
        if (underWay.size === 0) events.emit('answered')
      })
      next()
    },
    answered: async () => {
      if (underWay.size === 0) return
      await Promise.race([once(events, 'answered'), delay(graceSeconds * 1000, undefined, { ref: false })])
    },
  }
}
