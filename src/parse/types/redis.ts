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
  /** Keys that fit, a few at a time; some may come twice. */
  scanIterator(options: { MATCH: string; COUNT: number }): AsyncIterable<string[]>
  publish(channel: string, message: string): Promise<number>
  subscribe(channel: string, listener: (message: string) => void): Promise<void>
}

export interface RedisModule {
  createClient(options: object): RedisClient
}
