/** LiveQuery on the host's HTTP servers, beside the WebSockets that the host may have there. */
import type { Server } from 'node:http'
import { internals, type LiveQueryClient, type LiveQueryServer, type ParseConfig } from './internals'
import { hookLiveQueryBounds } from './live-query/bounds'
import { hookLiveQuerySessions } from './live-query/sessions'
import { createWebSocketAdapter } from './live-query/sockets'
import { configFor } from './request-config'

/** What `createLiveQuery` needs. */
export interface LiveQueryParts {
  config: ParseConfig
  /** The complete options of Parse Server. */
  options: Record<string, unknown>
  /** The API's path; LiveQuery clients use it unless told otherwise. */
  path: string
}

/** LiveQuery, on the servers that were attached. */
export interface LiveQuery {
  attach(server: Server): Promise<void>
  /** Ends the sockets that use one of these sessions, and forgets whose they were. */
  closeSockets(sessionTokens: string[]): void
  stop(): Promise<void>
}

const tokensOf = ({ sessionToken, subscriptionInfos }: LiveQueryClient) => [
  sessionToken,
  ...[...subscriptionInfos.values()].map((subscription) => subscription.sessionToken),
]

function closeSockets({ clients, authCache }: LiveQueryServer, sessionTokens: string[]): void {
  for (const token of sessionTokens) authCache.delete(token)
  for (const client of clients.values())
    if (tokensOf(client).some((token) => token !== undefined && sessionTokens.includes(token)))
      client.parseWebSocket.ws.close()
}

/** Prepares LiveQuery; it runs on the servers that are attached. */
export function createLiveQuery({ config, options, path }: LiveQueryParts): LiveQuery {
  const servers: LiveQueryServer[] = []
  const configOf = () => configFor(config.appId, { headers: {}, ip: undefined })
  const takeBack = [hookLiveQuerySessions(configOf, config.loggerController), hookLiveQueryBounds()]
  const parts = {
    path,
    allowOrigin: options.allowOrigin as string | string[] | undefined,
    logger: config.loggerController,
  }
  return {
    attach: async (server) => {
      const wssAdapter = createWebSocketAdapter({ server, ...parts })
      const settings = { wssAdapter, ...(options.liveQueryServerOptions as object | undefined) }
      servers.push(await internals.ParseServer().createLiveQueryServer(server, settings, options))
    },
    closeSockets: (sessionTokens) => {
      for (const server of servers) closeSockets(server, sessionTokens)
    },
    stop: async () => {
      for (const server of servers) await server.shutdown()
      for (const each of takeBack) each()
    },
  }
}
