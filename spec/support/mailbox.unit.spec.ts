import { createTransport } from 'nodemailer'
import { type Mailbox, startMailbox } from './mailbox'

describe('the mailbox of the specs', () => {
  let mailbox: Mailbox

  beforeAll(async () => {
    mailbox = await startMailbox()
  })
  afterAll(() => mailbox.close())

  const send = (to: string, more: object = {}) =>
    createTransport(mailbox.url).sendMail({
      from: 'Sender <from@example.com>',
      to,
      subject: 'Grüße',
      ...more,
    })

  test('takes a mail apart', async () => {
    const sent = send('ann@example.com', {
      bcc: 'bob@example.com',
      text: 'Öffne https://example.com/a?b=c&d=e.',
      html: '<a href="https://example.com/a?b&#x3D;c">Öffne</a>',
      headers: { 'X-Kind': 'greeting' },
      attachments: [{ filename: 'a.txt', content: 'a' }],
    })
    const mail = await mailbox.next()
    expect(mail).toMatchObject({
      from: 'from@example.com',
      to: ['ann@example.com', 'bob@example.com'],
      subject: 'Grüße',
      links: ['https://example.com/a?b=c&d=e'],
      headers: { 'x-kind': 'greeting', to: 'ann@example.com' },
      attachments: [{ filename: 'a.txt', mimeType: 'text/plain' }],
    })
    expect(mail.text).toContain('Öffne')
    expect(mail.html).toContain('<a href')
    await sent
  })

  test('finds links in a mail that has no plain text', async () => {
    await send('ann@example.com', { html: '<a href="https:&#x2F;&#x2F;example.com?a&#x3D;1&amp;b=2">x</a>' })
    const { links } = await mailbox.next()
    expect(links).toEqual(['https://example.com?a=1&b=2'])
  })

  test('gives each mail to one taker, by recipient, in any order', async () => {
    const forBob = mailbox.next({ to: 'bob@example.com' })
    await Promise.all([send('ann@example.com'), send('bob@example.com')])
    expect((await forBob).to).toEqual(['bob@example.com'])
    expect((await mailbox.next({ to: 'ann@example.com' })).to).toEqual(['ann@example.com'])
    await expect(mailbox.next({ timeoutMs: 20 })).rejects.toThrow('No mail within 20 ms')
  })

  test('says what arrived instead', async () => {
    await send('ann@example.com')
    await expect(mailbox.next({ to: 'eve@example.com', timeoutMs: 20 })).rejects.toThrow(
      'No mail to eve@example.com within 20 ms; there is "Grüße" to ann@example.com',
    )
    await mailbox.next()
  })

  test('refuses mails, and takes them again', async () => {
    mailbox.fail(550)
    const refused = mailbox.nextFailure()
    await expect(send('ann@example.com')).rejects.toMatchObject({ responseCode: 550 })
    expect((await refused).to).toEqual(['ann@example.com'])
    mailbox.recover()
    await send('ann@example.com')
    await mailbox.next()
  })

  test('lets a mail hang until it recovers', async () => {
    mailbox.fail('hang')
    const sent = send('ann@example.com')
    await mailbox.nextFailure()
    await expect(mailbox.next({ timeoutMs: 20 })).rejects.toThrow('No mail')
    mailbox.recover()
    await sent
    await mailbox.next()
  })

  test('closes although a mail hangs', async () => {
    const other = await startMailbox()
    other.fail('hang')
    const sent = createTransport(other.url).sendMail({ from: 'a@example.com', to: 'b@example.com' })
    sent.catch(() => undefined)
    await other.nextFailure()
    await other.close()
    await expect(sent).rejects.toThrow()
  })
})
