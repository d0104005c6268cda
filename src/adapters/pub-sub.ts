/** LiveQuery's messages, on the channels that parse-server has for them. */
import { EventEmitter } from 'node:events'
import { internals } from '../parse/internals'
import type { ParseOptions, Part } from '../part/part'

/** What `liveQuery.pubSubAdapter` takes. */
interface PubSubAdapter {
  createPublisher: () => { publish: (channel: string, message: string) => void }
  createSubscriber: () => EventEmitter
}

/** What brings the messages. */
interface Channels {
  publish: (channel: string, message: string) => unknown
  subscribe: (channel: string, listener: (message: string) => void) => unknown
}

type Settings = Record<string, unknown> | undefined

const createPubSub = ({ publish, subscribe }: Channels): PubSubAdapter => ({
  createPublisher: () => ({ publish: (channel, message) => void publish(channel, message) }),
  createSubscriber: () => {
    const subscriber = new EventEmitter()
    return Object.assign(subscriber, {
      subscribe: (channel: string) =>
        subscribe(channel, (message) => void subscriber.emit('message', channel, message)),
    })
  },
})

/** A host that has set up LiveQuery's messages keeps them. */
export function withPubSub(options: ParseOptions, channels: Channels): ParseOptions {
  const liveQuery = options.liveQuery as Settings
  const server = options.liveQueryServerOptions as Settings
  const isSetUp = [liveQuery, server].some((each) => each?.redisURL ?? each?.pubSubAdapter)
  if (!liveQuery || isSetUp) return options
  const pubSubAdapter = createPubSub(channels)
  return {
    ...options,
    liveQuery: { ...liveQuery, pubSubAdapter },
    liveQueryServerOptions: { ...server, pubSubAdapter },
  }
}

function createChannels(): Channels {
  const channels = new EventEmitter().setMaxListeners(0)
  return {
    publish: (channel, message) => {
      channels.emit(channel, message)
      // To LiveQuery servers that the host has made itself.
      internals.EventEmitterPubSub().createPublisher().publish(channel, message)
    },
    subscribe: (channel, listener) => channels.on(channel, listener),
  }
}

/** Of several LiveQuery servers in a process, parse-server's own messages reach the one that was started last. */
export const localPubSub: Part = {
  name: 'local-pub-sub',
  parseOptions: (options) => withPubSub(options, createChannels()),
}
