/** A real SMTP server on the loopback address that delivers nothing: it hands every mail to a function. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { parseMessage, type ReceivedMessage } from './message'

export interface SmtpSinkOptions {
  /** @default one that the system picks */
  port?: number
  /** May throw a `Refusal` to refuse a mail. The client gets its answer when the promise settles. */
  onMessage: (message: ReceivedMessage) => void | Promise<void>
}

export interface SmtpSink {
  port: number
  /** As smtp://127.0.0.1:2525. */
  url: string
  /** Also ends the connections that clients keep open. */
  close(): Promise<void>
}

/** The answer to a mail that is not taken: 4xx asks to try again later, 5xx never to. */
export class Refusal extends Error {
  constructor(
    readonly responseCode: number,
    message = 'Refused on purpose',
  ) {
    super(message)
  }
}

export async function startSmtpSink({ port = 0, onMessage }: SmtpSinkOptions): Promise<SmtpSink> {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username ?? 'anybody' }),
    onData(stream, session, callback) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      receive(stream, recipients, onMessage).then(() => callback(), callback)
    },
  })
  await listen(server, port)
  server.on('error', () => undefined) // a client that hangs up half-way is no concern of ours
  const actual = (server.server.address() as AddressInfo).port
  return {
    port: actual,
    url: `smtp://127.0.0.1:${actual}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function receive(
  stream: AsyncIterable<Buffer>,
  recipients: string[],
  onMessage: SmtpSinkOptions['onMessage'],
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  await onMessage(await parseMessage(Buffer.concat(chunks), recipients))
}

/** @throws for example when the port is taken */
function listen(server: SMTPServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
