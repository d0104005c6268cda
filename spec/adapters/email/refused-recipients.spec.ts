/** A mail server that takes a mail for some of its recipients only: the others don't get it, and operators are told. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { describeWithOneDatabase } from '../../support/database'
import { startHost } from '../../support/host'
import { closeAfterwards } from '../../support/left-over'

const refusals = new Map([
  ['gone@example.com', { responseCode: 550, message: '5.1.1 no gone@example.com' }],
  ['full@example.com', { responseCode: 452, message: '4.2.2 full@example.com is full' }],
])

/** @returns what it took, as lists of recipients */
async function startServer() {
  const taken: string[][] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1,
    onRcptTo({ address }, _session, callback) {
      const refusal = refusals.get(address)
      callback(refusal && Object.assign(new Error(), refusal))
    },
    onData(stream, { envelope }, callback) {
      stream.resume().on('end', () => {
        taken.push(envelope.rcptTo.map(({ address }) => address))
        callback()
      })
    },
  })
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  const close = closeAfterwards(() => new Promise<void>((resolve) => server.close(resolve)))
  return { url: `smtp://127.0.0.1:${port}`, taken, close }
}

describeWithOneDatabase('recipients whom the mail server refuses, beside others', (database) => {
  test.each([
    ['with an outbox', true],
    ['without an outbox', false],
  ])('are told of, without their addresses, and the others get the mail once, %s', async (_, outbox) => {
    const server = await startServer()
    const email = { transport: server.url, from: 'app@example.com' }
    const host = await startHost({ database: database(), email, outbox })
    const told = new Promise((resolve) => host.accounts.on('emailFailed', resolve))
    const to = ['ann@example.com', 'gone@example.com']
    await host.accounts.sendMail('welcome', { to, bcc: ['bob@example.com', 'full@example.com'] })
    expect(await told).toEqual({
      kind: 'welcome',
      reason:
        '2 of 4 recipients were refused, the others have it. The server answered 550 5.1.1 to RCPT TO. ' +
        'The server answered 452 4.2.2 to RCPT TO.',
    })
    await host.close()
    expect(server.taken).toEqual([['ann@example.com', 'bob@example.com']])
    await server.close()
  })
})
