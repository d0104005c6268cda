/** How many connections mails need, counted by the SMTP server. */
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import { nodemailerAdapter, type NodemailerAdapterOptions } from '../../../index'

describe('connections to the mail server', () => {
  let server: SMTPServer
  let port: number
  let connections: number

  beforeEach(async () => {
    connections = 0
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 1,
      onConnect(_session, callback) {
        connections++
        callback()
      },
      onData(stream, _session, callback) {
        stream.resume().on('end', callback)
      },
    })
    const listener = server.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    ;({ port } = listener.address() as AddressInfo)
  })
  afterEach(() => new Promise<void>((resolve) => server.close(resolve)))

  async function sendTwo(transport: NodemailerAdapterOptions['transport']): Promise<void> {
    const adapter = nodemailerAdapter({ transport, from: 'app@example.com' })
    for (const subject of ['first', 'second'])
      await adapter.sendMail({ to: 'ann@example.com', subject, text: 'Hello' })
    adapter.close()
  }

  test.each([
    ['a URL', () => `smtp://127.0.0.1:${port}`],
    ['options', () => ({ host: '127.0.0.1', port })],
  ])('two mails, one after the other, need one (%s)', async (_, transport) => {
    await sendTwo(transport())
    expect(connections).toBe(1)
  })

  test.each([
    ['a URL', () => `smtp://127.0.0.1:${port}?pool=false`],
    ['options', () => ({ host: '127.0.0.1', port, pool: false })],
  ])('each mail has its own when the host wants no pool (%s)', async (_, transport) => {
    await sendTwo(transport())
    expect(connections).toBe(2)
  })

  test('a way that is not SMTP needs none', async () => {
    await sendTwo({ jsonTransport: true })
    expect(connections).toBe(0)
  })
})
