/** Types of LiveQuery. */
import type { SessionCache } from './database'

/** What is used of a socket of `ws`. */
export interface WebSocket {
  readyState: number
  send(text: string): void
  close(code?: number): void
}

/** A socket as LiveQuery has it. */
export interface LiveQuerySocket {
  ws: WebSocket
  /** There once it has connected. */
  clientId?: string
  emit(event: 'message' | 'disconnect', frame?: unknown): boolean
  on(event: 'disconnect', listener: () => void): unknown
}

/** What a frame asks for. */
export interface LiveQueryRequest {
  applicationId?: unknown
  requestId?: unknown
  query?: unknown
  sessionToken?: string
}

/** A socket that has connected, and what it has subscribed to. */
export interface LiveQueryClient {
  sessionToken?: string | undefined
  subscriptionInfos: Map<unknown, { sessionToken?: string }>
  parseWebSocket: LiveQuerySocket
}

type Handle<Result> = (this: LiveQueryServer, socket: LiveQuerySocket, request: LiveQueryRequest) => Result

export interface LiveQueryServer {
  config: { appId: string; websocketTimeout?: number }
  clients: Map<string | undefined, LiveQueryClient>
  /** Who a session belongs to. */
  authCache: { delete(sessionToken: string): void; keys(): Iterable<string> }
  /** Of its own, unless the host has given one for all. */
  cacheController: { user: SessionCache }
  shutdown(): Promise<void>
  _onConnect: (this: LiveQueryServer, socket: LiveQuerySocket) => void
  /** They answer what goes wrong themselves. */
  _handleConnect: Handle<Promise<void>>
  _handleSubscribe: Handle<Promise<void>>
  _handleUnsubscribe(socket: LiveQuerySocket, request: LiveQueryRequest, answers: boolean): void
}

export interface LiveQueryServerClass {
  prototype: LiveQueryServer
}
