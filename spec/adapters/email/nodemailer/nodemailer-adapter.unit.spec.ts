/** The nodemailer adapter on a real SMTP server. */
import { generateKeyPairSync } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { AccountsError, nodemailerAdapter, type NodemailerAdapterOptions } from '../../../../index'
import { type Mailbox, startMailbox } from '../../../support/mailbox'

const link = 'https://api.example.com/parse/apps/app/verify_email?token=abc&x=1'
const from = 'Example <no-reply@example.com>'
const userWith = (fields: Record<string, unknown>) => ({ get: (name: string) => fields[name] })
const emailTo = (address: string, appName = 'My App') => ({
  appName,
  link,
  user: userWith({ email: address }),
})

describe('nodemailerAdapter', () => {
  let mailbox: Mailbox

  beforeAll(async () => {
    mailbox = await startMailbox()
  })
  afterAll(() => mailbox.close())

  const adapter = (transport: NodemailerAdapterOptions['transport'] = mailbox.url) =>
    nodemailerAdapter({ transport, from })

  test.each([
    ['sendVerificationEmail', 'Confirm your e-mail address for My App'],
    ['sendPasswordResetEmail', 'Choose a new password for My App'],
  ] as const)('%s sends text and HTML with the link', async (method, subject) => {
    await adapter()[method](emailTo('ann@example.com'))
    const mail = await mailbox.next({ to: 'ann@example.com' })
    expect(mail).toMatchObject({ subject, from: 'no-reply@example.com' })
    expect(mail.text).toContain(`${link}&locale=en`)
    expect(mail.html).toContain(`href="${link.replaceAll('&', '&amp;')}&amp;locale=en"`)
  })

  test('the link leads to a page in the language of the mail', async () => {
    for (const languages of [['de-AT', 'fr'], ['xx', 'pt-BR'], []])
      await adapter().sendPasswordResetEmail({ ...emailTo('bea@example.com'), languages })
    const locales: unknown[] = []
    while (locales.length < 3) {
      const { links } = await mailbox.next({ to: 'bea@example.com' })
      locales.push(new URL(links[0]!).searchParams.get('locale'))
    }
    expect(locales).toEqual(['de', 'pt', 'en'])
  })

  test.each([
    ['transport options', () => ({ host: '127.0.0.1', port: mailbox.port })],
    ['a transporter', () => createTransport(mailbox.url)],
  ])('takes %s', async (_, transport) => {
    await adapter(transport()).sendMail({ to: 'bob@example.com', subject: 'Hello', text: 'there' })
    expect(await mailbox.next({ to: 'bob@example.com' })).toMatchObject({
      subject: 'Hello',
      from: 'no-reply@example.com',
    })
  })

  test("escapes the app's name in HTML only", async () => {
    await adapter().sendVerificationEmail(emailTo('carl@example.com', 'A <b>&</b> "B"'))
    const mail = await mailbox.next({ to: 'carl@example.com' })
    expect(mail.subject).toBe('Confirm your e-mail address for A <b>&</b> "B"')
    expect(mail.text).toContain('A <b>&</b> "B"')
    expect(mail.html).not.toContain('<b>')
  })

  test.each(['plus+tag@example.com', 'üser@example.com'])('reaches %s', async (address) => {
    await adapter().sendVerificationEmail(emailTo(address))
    expect((await mailbox.next()).to).toEqual([address])
  })

  test.each([
    'dora@example.com, eve@example.com',
    'dora@example.com\r\nBcc: eve@example.com',
    'dora@example.com>, <eve@example.com',
  ])('sends to no second recipient: %j', async (address) => {
    const before = mailbox.messages.length
    await adapter()
      .sendVerificationEmail(emailTo(address))
      .catch(() => undefined)
    await adapter().sendMail({ to: 'last@example.com', subject: 'last', text: 'last' })
    await mailbox.next({ to: 'last@example.com' })
    const sent = mailbox.messages.slice(before).filter(({ subject }) => subject !== 'last')
    expect(sent.flatMap(({ to }) => to)).not.toContain('eve@example.com')
    expect(sent.map(({ raw }) => raw).join('')).not.toMatch(/^Bcc:/im)
  })

  test('sends to the username of a user who has no e-mail, as Parse Server does', async () => {
    await adapter().sendPasswordResetEmail({
      appName: 'My App',
      link,
      user: userWith({ username: 'fay@example.com' }),
    })
    expect((await mailbox.next()).to).toEqual(['fay@example.com'])
  })

  test('rejects for a user without any address', async () => {
    const email = { appName: 'My App', link, user: userWith({}) }
    await expect(adapter().sendVerificationEmail(email)).rejects.toThrow('The user has no e-mail address.')
  })

  test('signs mails, and says where answers go', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const dkim = { domainName: 'example.com', keySelector: 'spec', privateKey }
    const signing = nodemailerAdapter({ transport: mailbox.url, from, replyTo: 'help@example.com', dkim })
    await signing.sendVerificationEmail(emailTo('gus@example.com'))
    const { headers } = await mailbox.next({ to: 'gus@example.com' })
    expect(headers['dkim-signature']).toMatch(/d=example\.com; .*s=spec;/)
    expect(headers['reply-to']).toBe('help@example.com')
  })

  test('tells whether the mail server can be used', async () => {
    await expect(adapter().verify()).resolves.toBe(true)
    const gone = await startMailbox()
    await gone.close()
    await expect(adapter(gone.url).verify()).rejects.toMatchObject({ code: 'ESOCKET' })
  })

  test('names every wrong option', () => {
    const create = () =>
      nodemailerAdapter({ transport: 'http://example.com' } as unknown as NodemailerAdapterOptions)
    expect(create).toThrow(AccountsError)
    expect(create).toThrow(/email\.transport[^]*email\.from/)
  })
})
