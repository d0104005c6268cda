/**
 * Redis, for all that nodes share in it. It may be away at any time: whoever asks it then is told so at once, and one that
 * hangs is waited for only briefly.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { reasonOf } from '../../errors'
import { internals, type RedisClient } from '../../parse/internals'
import { createOutageLog } from '../outage'
import { createMessages, type Messages } from './messages'

/** A request that asks one that hangs waits this long, once. */
const waitMs = 250
/** How long one that has hung is left alone. */
const pauseMs = 1000
/** How long the start waits for one that is away. */
const startMs = 2000

export interface Redis extends Messages {
  /** Connects once, and waits for it a while only: it is tried again for as long as it takes. */
  open: () => Promise<void>
  /** It may be opened again. */
  close: () => void
  isOpen: () => boolean
  /** @throws while Redis is away, hangs, or refuses */
  ask: <Result>(question: (commands: RedisClient) => Promise<Result>) => Promise<Result>
  /** To all nodes that listen; to this one alone while Redis is away. @returns whether Redis has taken it */
  publish: (channel: string, message: string) => Promise<boolean>
}

const settingsFor = (url: string) => ({
  url,
  disableOfflineQueue: true,
  // A connection on which no answer to a ping comes back is a dead one.
  pingInterval: pauseMs,
  socket: {
    connectTimeout: pauseMs,
    socketTimeout: 3 * pauseMs,
    reconnectStrategy: (attempt: number) => Math.min(50 * 2 ** attempt, pauseMs),
  },
})

/**
 * Redis keeps the keys of its databases apart, and no messages: channels have the number in their names. Those of the first
 * one keep the names that they have for others.
 */
function channelsOf(url: string): (channel: string) => string {
  const database = Number(new URL(url).pathname.slice(1))
  return (channel) => (database === 0 ? channel : `${channel}@${database}`)
}

const outageWords = {
  begins: (reason: string) => `Redis is away, and requests go on without it: ${reason}`,
  ends: 'Redis is back.',
}

/**
 * Rejects where no answer comes in time; one that comes afterwards is nobody's business. Where this process itself was
 * busy for so long, the answer may be here unread: what has arrived is read before `setImmediate` calls.
 */
function inTime<Result>(answer: Promise<Result>, onLate: (reason: Error) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    let unread: NodeJS.Immediate | undefined
    const late = () => {
      const reason = new Error(`it has not answered within ${waitMs} ms`)
      onLate(reason)
      reject(reason)
    }
    const timer = setTimeout(() => (unread = setImmediate(late)), waitMs)
    answer.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      clearImmediate(unread)
    })
  })
}

/** @param url as redis://localhost:6379, or rediss: for TLS; nothing is connected yet */
export function createRedis(url: string): Redis {
  const outage = createOutageLog((line) => internals.logger().warn(line), outageWords)
  const { messages, listenWith, deliver } = createMessages()
  const named = channelsOf(url)
  let clients: RedisClient[] = []
  // By a clock that nobody sets.
  let pausedUntil = 0
  let opened: Promise<void> | undefined

  /** Resolves when it is there for the first time. */
  function connect(onReady: (client: RedisClient) => void): Promise<void> {
    const client = internals.redis().createClient(settingsFor(url))
    clients.push(client)
    return new Promise((resolve) => {
      client
        .on('error', (error) => outage.met(reasonOf(error)))
        .on('ready', () => {
          onReady(client)
          resolve()
        })
      // It tries for as long as it is open, and says so as an error each time.
      client.connect().catch(() => undefined)
    })
  }
  async function openBoth(): Promise<void> {
    const ready = Promise.all([connect(() => outage.over()), connect(listenWith)])
    await Promise.race([ready, delay(startMs, undefined, { ref: false })])
  }
  const ask: Redis['ask'] = async (question) => {
    const [commands] = clients
    if (!commands?.isReady || performance.now() < pausedUntil) throw new Error('Redis is away')
    const result = await inTime(question(commands), (reason) => {
      outage.met(reasonOf(reason))
      pausedUntil = performance.now() + pauseMs
    })
    // It has hung, and goes on.
    outage.over()
    return result
  }
  return {
    subscribe: (channel, listener) => messages.subscribe(named(channel), listener),
    isHeard: (channel) => messages.isHeard(named(channel)),
    onHeard: (channel, listener) => messages.onHeard(named(channel), listener),
    // Asked for by parse-server's start and by the part's: of two that listen, each would bring every message.
    open: () => (opened ??= openBoth()),
    close: () => {
      for (const client of clients) client.destroy()
      clients = []
      opened = undefined
    },
    isOpen: () => clients.length > 0,
    ask,
    publish: async (to, message) => {
      const channel = named(to)
      let isAsked = false
      const publishWith = (redis: RedisClient) => {
        isAsked = true
        return redis.publish(channel, message)
      }
      const [{ status }] = await Promise.allSettled([ask(publishWith)])
      // One that was asked may bring it yet.
      if (status === 'rejected' || !messages.isHeard(channel)) deliver(channel, message, isAsked)
      return status === 'fulfilled'
    },
  }
}
