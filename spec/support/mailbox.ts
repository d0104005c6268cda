/** A mailbox for specs: a real SMTP server, and mails that one awaits instead of polling for them. */
import type { ConnectionFault } from '../../dev/mailbox/faults'
import { type ReceivedMessage } from '../../dev/mailbox/message'
import { startSmtpSink } from '../../dev/mailbox/smtp-sink'
import { closeAfterwards } from './left-over'

export type { ReceivedMessage } from '../../dev/mailbox/message'

export interface Mailbox {
  /** For `email.transport`. */
  url: string
  port: number
  /** Everything that arrived, taken or not, oldest first. */
  messages: ReceivedMessage[]
  /** The next mail that no one has taken yet: one that is there already, or the first to come. */
  next(wanted?: { to?: string; timeoutMs?: number }): Promise<ReceivedMessage>
  /** From now on answers mails with this code (451: try again later; 550: never), or not at all. */
  fail(how?: number | 'hang'): void
  /** Takes mails again; lets go of those that hang. */
  recover(): void
  /** Refuses connections, or has this fault in them. */
  goDown(how?: ConnectionFault): Promise<void>
  comeBack(): Promise<void>
  /** Resolves with the next mail that is refused or hangs. */
  nextFailure(timeoutMs?: number): Promise<ReceivedMessage>
  close(): Promise<void>
}

export async function startMailbox(): Promise<Mailbox> {
  const arrived = createQueue()
  const refused = createQueue()
  const messages: ReceivedMessage[] = []
  const sink = await startSmtpSink({
    onMessage(message) {
      messages.push(message)
      arrived.add(message)
    },
    onFault: (message) => refused.add(message),
  })
  return {
    url: sink.url,
    port: sink.port,
    messages,
    next: ({ to, timeoutMs = 10_000 } = {}) => arrived.take(to, timeoutMs),
    fail: (how = 451) => void sink.setFault(how),
    recover: () => void sink.setFault(undefined),
    goDown: (how) => sink.setFault(how ?? 'down'),
    comeBack: () => sink.setFault(undefined),
    nextFailure: (timeoutMs = 10_000) => refused.take(undefined, timeoutMs),
    close: closeAfterwards(() => sink.close()),
  }
}

interface Waiter {
  wants: (message: ReceivedMessage) => boolean
  give: (message: ReceivedMessage) => void
}

/** Gives each message to one taker, whichever of the two comes first. */
function createQueue() {
  const waiting: Waiter[] = []
  const untaken: ReceivedMessage[] = []

  function add(message: ReceivedMessage): void {
    const index = waiting.findIndex(({ wants }) => wants(message))
    if (index < 0) untaken.push(message)
    else waiting.splice(index, 1)[0]?.give(message)
  }

  function take(to: string | undefined, timeoutMs: number): Promise<ReceivedMessage> {
    const wants = (message: ReceivedMessage) => to === undefined || message.to.includes(to)
    const index = untaken.findIndex(wants)
    const [ready] = index < 0 ? [] : untaken.splice(index, 1)
    return ready ? Promise.resolve(ready) : wait(wants, to, timeoutMs)
  }

  function wait(wants: Waiter['wants'], to: string | undefined, timeoutMs: number): Promise<ReceivedMessage> {
    return new Promise((resolve, reject) => {
      const waiter = {
        wants,
        give(message: ReceivedMessage) {
          clearTimeout(timer)
          resolve(message)
        },
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1)
        const others = untaken.map((message) => `"${message.subject}" to ${message.to.join(', ')}`)
        const instead = others.length > 0 ? `; there is ${others.join('; ')}` : ''
        reject(new Error(`No mail ${to ? `to ${to} ` : ''}within ${timeoutMs} ms${instead}`))
      }, timeoutMs)
      waiting.push(waiter)
    })
  }

  return { add, take }
}
