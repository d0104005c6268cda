/** Types of LiveQuery. */
import type { SessionCache } from './database'

/** A socket of LiveQuery, and what it has subscribed to. */
export interface LiveQueryClient {
  sessionToken?: string | undefined
  subscriptionInfos: Map<unknown, { sessionToken?: string }>
  parseWebSocket: { ws: { close(): void } }
}

export interface LiveQueryServer {
  clients: Map<unknown, LiveQueryClient>
  /** Who a session belongs to. */
  authCache: { delete(sessionToken: string): void }
  /** Of its own, unless the host has given one for all. */
  cacheController: { user: SessionCache }
  shutdown(): Promise<void>
}
