/** Whatever is wrong with a mail server, mails wait, operators see why, and the mails arrive when it works. */
import type { ConnectionFault } from '../../../../src/testing/mailbox/faults'
import { eventually, messageIdOf, usePostOffices } from './post-office'
import { describeWithStore } from './stores'

describeWithStore('the outbox and a mail server that', (uri) => {
  const { open, mailbox } = usePostOffices(uri)

  test.each<[string, ConnectionFault | undefined, RegExp]>([
    ['is not there', undefined, /^Sending failed: ESOCKET, ECONNREFUSED\.$/],
    ['has a certificate that nobody trusts', 'tls', /^Sending failed: ESOCKET, [A-Z_]*CERT[A-Z_]*\.$/],
    ['refuses log-ins', 'auth', /^The server answered 530 to MAIL FROM\.$/],
    ['answers a letter at a time', 'drip', /^Sending failed: ETIMEDOUT\.$/],
  ])('%s', async (_, fault, reason) => {
    const { outbox, add, logged } = await open({ policy: { deliverySeconds: 2 } })
    await mailbox().goDown(fault)
    await add({ to: 'ann@example.com', subject: 'first' })
    const [entry] = await eventually(
      () => outbox.list(),
      ([waiting]) => waiting !== undefined && waiting.attempts >= 2,
    )
    expect(entry).toMatchObject({ state: 'queued', reason: expect.stringMatching(reason) })
    expect(logged).toEqual([`A mail could not be sent, and is tried again later: ${entry!.reason}`])
    await mailbox().comeBack()
    expect(messageIdOf(await mailbox().next())).toBe(`<${entry!.id}@example.com>`)
  })
})
