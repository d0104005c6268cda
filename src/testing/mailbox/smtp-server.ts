/** A real SMTP server on the loopback address that hands every mail to a function. */
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { needs } from '../needs'
import type { ConnectionFault } from './faults'
import { parseMessage, type ReceivedMessage } from './message'

/** The client gets its answer when it settles: a rejection with a `responseCode` says which. */
export type Take = (message: ReceivedMessage) => Promise<void>

export interface RunningSmtpServer {
  port: number
  /** Also ends the connections that clients keep open. */
  close: () => Promise<void>
}

/** The answers to a mail have some two hundred characters, so it takes six seconds. */
const dripMs = 30

/** "Authentication credentials invalid" (RFC 4954, section 6). */
const refusal = Object.assign(new Error('Refused on purpose'), { responseCode: 535 })

/** Sends one byte at a time. */
function drip(socket: Socket): void {
  const write = socket.write.bind(socket)
  let last = Promise.resolve()
  const send = async (byte: number) => {
    await delay(dripMs, undefined, { ref: false })
    if (socket.writable) write(Buffer.of(byte))
  }
  socket.write = (data: string | Uint8Array) => {
    for (const byte of Buffer.from(data as string)) last = last.then(() => send(byte))
    return true
  }
}

/**
 * @param port 0 for one that the system picks
 * @param fault of all connections
 * @throws for example when the port is taken
 */
export async function runSmtpServer(
  port: number,
  take: Take,
  fault?: ConnectionFault,
): Promise<RunningSmtpServer> {
  const { SMTPServer } = await needs('smtp-server', () => import('smtp-server'))
  const server = new SMTPServer({
    authOptional: fault !== 'auth',
    allowInsecureAuth: true,
    // The server comes with a certificate that nobody trusts, and would warn of it.
    logger: false,
    disabledCommands: fault === 'tls' ? [] : ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1,
    onAuth: ({ username }, _session, callback) =>
      fault === 'auth' ? callback(refusal) : callback(null, { user: username ?? 'anybody' }),
    onData(stream, session, callback) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      receive(stream, recipients, take).then(() => callback(), callback)
    },
  })
  if (fault === 'drip') server.server.prependListener('connection', drip)
  server.on('error', () => undefined) // a client that hangs up half-way is no concern of ours
  const listening = once(server.server, 'listening')
  server.listen(port, '127.0.0.1')
  await listening
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function receive(stream: AsyncIterable<Buffer>, recipients: string[], take: Take): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  await take(await parseMessage(Buffer.concat(chunks), recipients))
}
