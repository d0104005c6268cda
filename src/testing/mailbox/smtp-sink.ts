/** A mail server that delivers nothing: it keeps every mail for itself, unless it has a fault on purpose. */
import { createFaults, type Fault, isOfConnections } from './faults'
import type { ReceivedMessage } from './message'
import { runSmtpServer } from './smtp-server'

export interface SmtpSinkOptions {
  /** Told of every mail that is taken. The client gets its answer when the promise settles. */
  onMessage: (message: ReceivedMessage) => void | Promise<void>
  /** Told of every mail that meets a fault. */
  onFault?: (message: ReceivedMessage) => void
}

export interface SmtpSink {
  port: number
  /** As smtp://127.0.0.1:2525. */
  url: string
  /** What is wrong with it; nothing at first. */
  fault: () => Fault | undefined
  /**
   * Nothing is wrong with `undefined`.
   * @throws when the port was taken by another program while the server was down: it still is, then
   */
  setFault: (fault: Fault | undefined) => Promise<void>
  /** Also ends the connections that clients keep open. */
  close: () => Promise<void>
}

/** On a port that the system picks, and that it keeps when it was down. */
export async function startSmtpSink({ onMessage, onFault }: SmtpSinkOptions): Promise<SmtpSink> {
  const faults = createFaults()
  const take = async (message: ReceivedMessage) => {
    if (faults.current() !== undefined) onFault?.(message)
    await faults.pass()
    await onMessage(message)
  }
  let server = await runSmtpServer(0, take)
  const { port } = server

  async function change(fault: Fault | undefined): Promise<void> {
    // Connections that are open would stay as they are.
    const isClosed = fault === 'down' || [fault, faults.current()].some(isOfConnections)
    if (isClosed && faults.current() !== 'down') {
      faults.set('down')
      await server.close()
    }
    if (fault !== 'down' && faults.current() === 'down')
      server = await runSmtpServer(port, take, isOfConnections(fault) ? fault : undefined)
    faults.set(fault)
  }

  let changed = Promise.resolve()
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    fault: faults.current,
    // One after the other, as opening and closing take their time.
    setFault: (fault) => (changed = changed.catch(() => undefined).then(() => change(fault))),
    close: () => server.close(),
  }
}
