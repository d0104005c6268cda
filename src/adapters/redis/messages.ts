/** What Redis tells this node, by channels. */
import { EventEmitter } from 'node:events'
import type { RedisClient } from '../../parse/internals'

export interface Messages {
  subscribe: (channel: string, listener: (message: string) => void) => void
  /** Whether messages arrive now. */
  isHeard: () => boolean
  /** The listener is called when they arrive again: some may have been missed. */
  onHeard: (listener: () => unknown) => void
}

/** @returns messages, and what brings them */
export function createMessages() {
  const channels = new EventEmitter().setMaxListeners(0)
  const resumed = new EventEmitter()
  /** Those of a client, which subscribes to them again by itself when it has lost its connection. */
  const subscribed = new WeakMap<RedisClient, Set<unknown>>()
  let current: RedisClient | undefined

  async function add(client: RedisClient, channel: string): Promise<void> {
    const known = subscribed.get(client) ?? new Set()
    subscribed.set(client, known)
    if (known.has(channel)) return
    known.add(channel)
    await client.subscribe(channel, (message) => channels.emit(channel, message))
  }
  const messages: Messages = {
    subscribe: (channel, listener) => {
      channels.on(channel, listener)
      // One that breaks off is ready again later, and then it is added.
      if (current?.isReady) void add(current, channel).catch(() => undefined)
    },
    isHeard: () => current?.isReady === true,
    onHeard: (listener) => void resumed.on('resumed', listener),
  }
  /** To be called with a client whenever it has connected. */
  async function listenWith(client: RedisClient): Promise<void> {
    current = client
    const names = channels.eventNames().map(String)
    await Promise.allSettled(names.map((channel) => add(client, channel)))
    resumed.emit('resumed')
  }
  return {
    messages,
    listenWith,
    /** To those who listen on this node. */
    deliver: (channel: string, message: string) => void channels.emit(channel, message),
  }
}
