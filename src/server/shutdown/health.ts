/** `GET /health`: whether a proxy may send requests here. One that asks is told some time before the server ends. */
import { setTimeout as delay } from 'node:timers/promises'
import { type Handler, internals } from '../../parse/internals'
import type { Endpoint } from '../../part/part'
import type { ShutdownOptions } from '../options'

/** Proxies ask every few seconds: one that has not for so long is none. */
const recentMs = 60_000

export interface Health {
  routes: Endpoint[]
  /** Lets connections go, once requests are to go elsewhere. */
  letGo: Handler
  /** Resolves when proxies have had the time to see it; at once where nobody asks. */
  drain: () => Promise<void>
}

export function createHealth(options: ShutdownOptions): Health {
  let askedAt = -Infinity
  let isDraining = false

  const answer: Handler = (_req, res) => {
    askedAt = Date.now()
    res.setHeader('Cache-Control', 'no-store')
    if (!isDraining) return void res.json({ status: 'ok' })
    const { CONNECTION_FAILED } = internals.Parse().Error
    res.status(503).json({ code: CONNECTION_FAILED, error: 'The server is about to end.' })
  }
  return {
    routes: options ? [{ stage: 'endpoint', path: '/health', methods: ['GET', 'HEAD'], handle: answer }] : [],
    letGo: (_req, res, next) => {
      if (isDraining) res.setHeader('Connection', 'close')
      next()
    },
    drain: async () => {
      const isAsked = Date.now() - askedAt < recentMs
      if (!options || !isAsked) return
      isDraining = true
      await delay(options.drainSeconds * 1000)
    },
  }
}
