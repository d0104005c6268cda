/** A mailbox for tests: a real SMTP server, and mails that one awaits instead of polling for them. */
import type { ConnectionFault } from './faults'
import type { ReceivedMessage } from './message'
import { createQueue } from './queue'
import { startSmtpSink } from './smtp-sink'

export interface MailboxOptions {
  onMessage?: (message: ReceivedMessage) => void
}

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

/**
 * Starts a mail server on a port that the system picks. It delivers nothing.
 *
 * @param options.onMessage told of each mail, as it comes
 * @throws where smtp-server or postal-mime is not installed
 */
export async function startMailbox({ onMessage }: MailboxOptions = {}): Promise<Mailbox> {
  const arrived = createQueue()
  const refused = createQueue()
  const messages: ReceivedMessage[] = []
  const sink = await startSmtpSink({
    onMessage(message) {
      messages.push(message)
      onMessage?.(message)
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
    close: () => sink.close(),
  }
}
