/**
 * What nodes tell each other, on one channel: which sessions have ended, and that classes have changed. What Redis did not
 * take from one of them is made up for later, where the others went on to hear; for one that has ended, by the next that
 * starts.
 */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { z } from 'zod'
import { internals } from '../../parse/internals'
import type { Nodes } from '../../part/part'
import type { Redis } from './redis'

/** Of sessions that have ended: they open nothing any more. */
const tokens = z.array(z.string().max(200)).max(1000)
const message = z.union([
  z.strictObject({ from: z.string(), ended: tokens }),
  z.strictObject({ from: z.string(), schema: z.literal(true) }),
  z.strictObject({ from: z.string(), missed: z.literal(true) }),
])

const atOnce = 1000
/** How soon Redis is tried again. */
const againMs = 1000

function parse(text: string): z.output<typeof message> | undefined {
  try {
    return message.parse(JSON.parse(text))
  } catch {
    internals.logger().warn('Redis has brought a message that no node has sent.')
    return undefined
  }
}

/** @returns a way to tell that makes up for whatever could not be told: the others look at all that they know, once */
function createTelling(tell: (what: object) => Promise<boolean>, isOpen: () => boolean) {
  let again: NodeJS.Timeout | undefined
  const later = () => {
    again ??= setTimeout(() => {
      again = undefined
      if (isOpen()) void orLater({ missed: true })
    }, againMs).unref()
  }
  async function orLater(what: object): Promise<void> {
    if (!(await tell(what))) later()
  }
  return orLater
}

/** @param appId nodes of other apps have other channels */
export function createNodes({ publish, subscribe, isHeard, onHeard, isOpen }: Redis, appId: string): Nodes {
  const from = randomUUID()
  const channel = `accounts:${appId}:nodes`
  const ended = new EventEmitter<{ heard: [string[]] }>()
  const schema = new EventEmitter<{ heard: [] }>()
  const missed = new EventEmitter<{ heard: [] }>()
  subscribe(channel, (text) => {
    const heard = parse(text)
    if (!heard || heard.from === from) return
    if ('ended' in heard) ended.emit('heard', heard.ended)
    else if ('schema' in heard) schema.emit('heard')
    else missed.emit('heard')
  })
  const tell = createTelling((what) => publish(channel, JSON.stringify({ from, ...what })), isOpen)
  // One that ended while Redis was away has not made up for what it could not tell.
  let isNew = true
  onHeard(channel, () => {
    if (isNew) void tell({ missed: true })
    isNew = false
  })
  return {
    tellEnded: async (all) => {
      for (let at = 0; at < all.length; at += atOnce) await tell({ ended: all.slice(at, at + atOnce) })
    },
    onEnded: (listener) => void ended.on('heard', listener),
    tellSchema: () => tell({ schema: true }),
    onSchema: (listener) => void schema.on('heard', listener),
    isHeard: () => isHeard(channel),
    onHeard: (listener) => {
      onHeard(channel, listener)
      missed.on('heard', () => void listener())
    },
  }
}
