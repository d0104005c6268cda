/** A real SMTP server on the loopback address that hands every mail to a function. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { parseMessage, type ReceivedMessage } from './message'

/** The client gets its answer when it settles: a rejection with a `responseCode` says which. */
export type Take = (message: ReceivedMessage) => Promise<void>

export interface RunningSmtpServer {
  port: number
  /** Also ends the connections that clients keep open. */
  close: () => Promise<void>
}

/**
 * @param port 0 for one that the system picks
 * @throws for example when the port is taken
 */
export async function runSmtpServer(port: number, take: Take): Promise<RunningSmtpServer> {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username ?? 'anybody' }),
    onData(stream, session, callback) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      receive(stream, recipients, take).then(() => callback(), callback)
    },
  })
  await listen(server, port)
  server.on('error', () => undefined) // a client that hangs up half-way is no concern of ours
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

function listen(server: SMTPServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
