/** What Redis tells this node, by channels. */
import { hash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { reasonOf } from '../../errors'
import { internals, type RedisClient } from '../../parse/internals'
import { createOutageLog } from '../outage'
import { createLruCache } from '../../parse/lru-cache'

/** How long a channel that Redis has refused is left alone: whoever gives the right to it tells nobody. */
const againMs = 1000

/** Longer than Redis may hang and still bring a message on the same connection. */
const lateMs = 10_000

export interface Messages {
  subscribe: (channel: string, listener: (message: string) => void) => void
  /** Whether messages on the channel arrive now. */
  isHeard: (channel: string) => boolean
  /** The listener is called when they arrive again: some may have been missed. */
  onHeard: (channel: string, listener: () => unknown) => void
}

const refusalWords = {
  begins: (reason: string) => `Redis refuses what nodes tell each other to this one: ${reason}`,
  ends: 'Redis brings what nodes tell each other again.',
}

const keyOf = (channel: string, message: string) => hash('sha256', `${channel}\0${message}`, 'base64url')

/** Tells listeners of each message once: of one that was told before Redis has brought it, the next arrival is that one. */
function createTelling(channels: EventEmitter) {
  const early = createLruCache<true>({ max: 1000, ttlMs: lateMs })
  return {
    arrive: (channel: string, message: string) => {
      const key = early.size > 0 ? keyOf(channel, message) : ''
      if (early.has(key)) early.delete(key)
      else channels.emit(channel, message)
    },
    deliver: (channel: string, message: string, mayCome: boolean) => {
      if (mayCome) early.set(keyOf(channel, message), true)
      channels.emit(channel, message)
    },
  }
}

/** @returns messages, and what brings them */
export function createMessages() {
  const channels = new EventEmitter().setMaxListeners(0)
  const resumed = new EventEmitter().setMaxListeners(0)
  const refusals = createOutageLog((line) => internals.logger().warn(line), refusalWords)
  const { arrive, deliver } = createTelling(channels)
  /** Those of a client, which subscribes to what it has heard again by itself when it has lost its connection. */
  const known = new WeakMap<RedisClient, Map<string, 'asked' | 'heard'>>()
  let current: RedisClient | undefined
  let again: NodeJS.Timeout | undefined

  const statesOf = (client: RedisClient) => known.get(client) ?? new Map<string, 'asked' | 'heard'>()
  const names = () => channels.eventNames().map(String)
  const isHeardBy = (client: RedisClient, channel: string) => statesOf(client).get(channel) === 'heard'
  const unheardBy = (client: RedisClient) => names().filter((channel) => !isHeardBy(client, channel))

  async function add(client: RedisClient, channel: string): Promise<void> {
    const states = statesOf(client)
    known.set(client, states)
    if (states.has(channel)) return
    states.set(channel, 'asked')
    try {
      await client.subscribe(channel, (message) => arrive(channel, message))
      states.set(channel, 'heard')
    } catch (thrown) {
      states.delete(channel)
      refuse(client, thrown)
    }
  }
  /** One that breaks off is ready again later, and then all are added. */
  function refuse(client: RedisClient, thrown: unknown): void {
    if (!client.isReady) return
    refusals.met(reasonOf(thrown))
    clearTimeout(again)
    again = setTimeout(() => client.isReady && void hear(client, unheardBy(client)), againMs).unref()
  }
  async function hear(client: RedisClient, wanted: string[]): Promise<void> {
    await Promise.all(wanted.map((channel) => add(client, channel)))
    const heard = wanted.filter((channel) => isHeardBy(client, channel))
    for (const channel of heard) resumed.emit(channel)
    if (unheardBy(client).length === 0) refusals.over()
  }
  const messages: Messages = {
    subscribe: (channel, listener) => {
      channels.on(channel, listener)
      if (current?.isReady) void hear(current, [channel])
    },
    isHeard: (channel) => current?.isReady === true && isHeardBy(current, channel),
    onHeard: (channel, listener) => void resumed.on(channel, listener),
  }
  return {
    messages,
    /** To be called with a client whenever it has connected. */
    listenWith: (client: RedisClient): void => {
      current = client
      void hear(client, names())
    },
    /** To those who listen on this node; Redis may bring it, too. */
    deliver,
  }
}
