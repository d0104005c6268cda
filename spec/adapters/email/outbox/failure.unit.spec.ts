/** Which failures another try can help, and what is told of them. */
import { createTransport } from 'nodemailer'
import { failureOf } from '../../../../src/adapters/email/outbox/failure'
import { startMailbox } from '../../../support/mailbox'

const thrownBy = async (send: () => Promise<unknown>): Promise<unknown> =>
  send().then(
    () => undefined,
    (e: unknown) => e,
  )

const smtp = (responseCode: number, command: string, code = 'EENVELOPE') => ({ responseCode, command, code })

test.each([
  ['a recipient that does not exist', smtp(550, 'RCPT TO')],
  ['a message that is refused', smtp(554, 'DATA', 'EMESSAGE')],
  ['a message that nodemailer finds too large', { code: 'EMESSAGE', command: 'MAIL FROM' }],
])('%s is permanent', (_, error) => {
  expect(failureOf(error).isPermanent).toBe(true)
})

test.each([
  ['greylisting', smtp(451, 'RCPT TO')],
  ['a wrong password', smtp(535, 'AUTH PLAIN', 'EAUTH')],
  ['a server that wants a log-in', smtp(530, 'RCPT TO')],
  ['a sender that is refused', smtp(550, 'MAIL FROM')],
  ['a server that refuses the connection', smtp(554, 'CONN', 'EPROTOCOL')],
  ['a server that is not there', { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' }],
  ['an HTTP answer of another adapter', { responseCode: 503 }],
  ['nothing at all', undefined],
  ['a text', 'no'],
])('%s is tried again', (_, error) => {
  expect(failureOf(error).isPermanent).toBe(false)
})

test('an address that nodemailer refuses is permanent, a sender is not', async () => {
  const mailbox = await startMailbox()
  const transport = createTransport(mailbox.url)
  const to = await thrownBy(() => transport.sendMail({ from: 'a@example.com', to: '', text: 'x' }))
  expect(failureOf(to)).toEqual({ isPermanent: true, reason: 'Sending failed: EENVELOPE.' })
  const sender = Object.assign(new Error('Invalid sender "x"'), { code: 'EENVELOPE', command: 'API' })
  expect(failureOf(sender).isPermanent).toBe(false)
  transport.close()
  await mailbox.close()
})

test('the reason has codes, and no words of the server or the adapter', () => {
  const link = 'https://example.com/?token=secret'
  const response = `550 5.7.1 spam: ${link}`
  const error = Object.assign(new Error(link), { ...smtp(550, 'DATA'), response })
  expect(failureOf(error).reason).toBe('The server answered 550 5.7.1 to DATA.')
  expect(failureOf(Object.assign(new Error(link), { code: link })).reason).toBe(
    'Sending failed, without a code.',
  )
  expect(failureOf({ responseCode: 550, command: link, response: link }).reason).toBe('The answer was 550.')
  expect(failureOf({ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }).reason).toBe(
    'Sending failed: ESOCKET, ECONNREFUSED.',
  )
})

test('a server that does not encrypt is told of with what to do, and is tried again', () => {
  const { reason, isPermanent } = failureOf(Object.assign(new Error('x'), { code: 'ENOTLS' }))
  expect([reason, isPermanent]).toEqual([expect.stringContaining('`allowPlain: true`'), false])
})
