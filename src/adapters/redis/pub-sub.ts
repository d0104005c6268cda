/** LiveQuery's messages by Redis, on the channels that parse-server has there. */
import { EventEmitter } from 'node:events'
import type { Redis } from './redis'

/** What `liveQuery.pubSubAdapter` takes. */
export interface PubSubAdapter {
  createPublisher: () => { publish: (channel: string, message: string) => void }
  createSubscriber: () => EventEmitter
}

/** parse-server's own waits for Redis at the start, keeps what it can't send, and ends the process where that fails. */
export const createPubSub = ({ publish, subscribe }: Redis): PubSubAdapter => ({
  createPublisher: () => ({ publish: (channel, message) => void publish(channel, message) }),
  createSubscriber: () => {
    const subscriber = new EventEmitter()
    return Object.assign(subscriber, {
      subscribe: (channel: string) =>
        subscribe(channel, (message) => void subscriber.emit('message', channel, message)),
    })
  },
})
