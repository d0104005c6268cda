/** Types of the client of Redis that parse-server depends on. */

/** What is used of a client; it connects again by itself. */
export interface RedisClient {
  readonly isReady: boolean
  readonly isOpen: boolean
  on(event: 'ready', listener: () => void): this
  on(event: 'error', listener: (error: Error) => void): this
  connect(): Promise<unknown>
  ping(): Promise<unknown>
  /** Ends the connection, and what waits for an answer. */
  destroy(): void
  get(key: string): Promise<string | null>
  mGet(keys: string[]): Promise<(string | null)[]>
  set(key: string, value: string, options: { PX: number }): Promise<unknown>
  unlink(keys: string | string[]): Promise<number>
  /** Some of the keys that fit, and where to go on: at '0' there are no more. Some may come twice. */
  scan(cursor: string, options: { MATCH: string; COUNT: number }): Promise<{ cursor: string; keys: string[] }>
  publish(channel: string, message: string): Promise<number>
  subscribe(channel: string, listener: (message: string) => void): Promise<void>
}

/** parse-server's own messages within a process. */
export interface PubSub {
  createPublisher(): { publish(channel: string, message: string): void }
}

export interface RedisModule {
  createClient(options: object): RedisClient
}
