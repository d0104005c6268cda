/** LiveQuery on the host's HTTP servers, beside the WebSockets that the host may have there. */
import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { internals, type LiveQueryServer, type ParseConfig } from '../../parse/internals'
import { liveQueryBoundHooks } from './bounds'
import { closeSockets, knownTokens } from './clients'
import { recheckSessions } from './recheck'
import { liveQuerySessionHooks } from './sessions'
import { createWebSocketAdapter } from './sockets'
import { graceSeconds } from '../shutdown/in-flight'
import type { Hooks } from '../../parse/hooks'
import type { Nodes } from '../../part/part'
import { isSessionToken } from '../../parse/auth-of'
import { createLruCache } from '../../parse/lru-cache'
import { configFor } from '../../parse/request/request-config'

/** What `createLiveQuery` needs. */
export interface LiveQueryParts {
  config: ParseConfig
  /** The complete options of Parse Server. */
  options: Record<string, unknown>
  /** The API's path, as clients have it and as the app has it; LiveQuery clients use it unless told otherwise. */
  paths: string[]
  nodes: Nodes | undefined
}

/** LiveQuery, on the servers that were attached. */
export interface LiveQuery {
  attach: (server: Server) => Promise<void>
  /** Ends the sockets that use one of these sessions, and forgets whose they were. */
  closeSockets: (sessionTokens: string[]) => Promise<void>
  hooks: Hooks[]
  stop: () => Promise<void>
}

const isToken = (token: string | undefined): token is string => token !== undefined && isSessionToken(token)

/** Prepares LiveQuery; it runs on the servers that are attached. */
export function createLiveQuery({ config, options, paths, nodes }: LiveQueryParts): LiveQuery {
  const servers: LiveQueryServer[] = []
  /** A second LiveQuery server on one HTTP server would take each of its sockets once more. */
  const starts = new Map<Server, Promise<void>>()
  const ended = createLruCache<true>({ max: 100_000 })
  const closeAll = async (sessionTokens: string[]) => {
    for (const token of sessionTokens) ended.set(token, true)
    for (const server of servers) await closeSockets(server, sessionTokens)
  }
  const tokens = () => [...new Set(servers.flatMap(knownTokens))].filter(isToken)
  let stopRecheck: (() => Promise<void>) | undefined
  const configOf = () => configFor(config.appId)
  const parts = {
    paths,
    allowOrigin: options.allowOrigin as string | string[] | undefined,
    logger: config.loggerController,
  }
  let isStopped = false
  const start = async (server: Server) => {
    stopRecheck ??= recheckSessions({ config, nodes, knownTokens: tokens, ended, end: closeAll })
    const wssAdapter = createWebSocketAdapter({ server, ...parts })
    const settings = { wssAdapter, ...(options.liveQueryServerOptions as object | undefined) }
    try {
      const started = await internals.ParseServer().createLiveQueryServer(server, settings, options)
      // Whoever stops the others does not know of this one.
      if (isStopped) await started.shutdown()
      else servers.push(started)
    } catch (thrown) {
      // It may be tried again.
      wssAdapter.close()
      starts.delete(server)
      throw thrown
    }
  }
  return {
    attach: (server) => {
      const started = starts.get(server) ?? start(server)
      starts.set(server, started)
      return started
    },
    closeSockets: closeAll,
    hooks: [liveQuerySessionHooks(configOf, config.loggerController), liveQueryBoundHooks()],
    stop: async () => {
      isStopped = true
      // One that waits for a Redis of the host's may never be over.
      const started = Promise.allSettled(starts.values())
      await Promise.race([started, delay(graceSeconds * 1000, undefined, { ref: false })])
      await stopRecheck?.()
      for (const server of servers) await server.shutdown()
    },
  }
}
