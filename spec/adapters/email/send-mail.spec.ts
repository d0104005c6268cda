/** Mails of the host's own: `accounts.sendMail`, and `Parse.Cloud.sendEmail`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import Parse from 'parse/node'
import { createAccounts, type EmailMessage } from '../../../index'
import { describeWithDatabase } from '../../support/database'
import { type Host, masterKey, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'

const from = 'Spec <no-reply@example.com>'

describeWithDatabase('mails of the host', (database) => {
  let mailbox: Mailbox
  let folder: string
  let host: Host
  beforeAll(async () => {
    mailbox = await startMailbox()
    folder = mkdtempSync(path.join(tmpdir(), 'mails-'))
    for (const [file, text] of [
      ['invoice.subject.txt', 'Invoice {{number}}'],
      ['invoice.txt', 'Due {{due}}'],
      ['invoice.html', '<p>{{number}}</p>'],
    ] as const)
      writeFileSync(path.join(folder, file), text)
    host = await startHost({
      database: database(),
      email: { transport: mailbox.url, from, replyTo: 'Help <help@example.com>', templates: folder },
      parseServer: {
        cloud: (Cloud: typeof Parse) => {
          Cloud.Cloud.define('write', async ({ params }: { params: object }) => {
            await Cloud.Cloud.sendEmail(params as Parameters<typeof Cloud.Cloud.sendEmail>[0])
            return 'written'
          })
        },
      },
    })
  })
  afterEach(() => mailbox.recover())
  afterAll(async () => {
    await host.close()
    await mailbox.close()
    rmSync(folder, { recursive: true })
  })

  test('a template of the folder goes to an address, with values, and answers go elsewhere', async () => {
    const due = new Date('2026-11-05T19:01:00Z')
    await host.accounts.sendMail('invoice', 'Ann <ann@example.com>', { number: 7, due })
    const mail = await mailbox.next({ to: 'ann@example.com' })
    expect(mail).toMatchObject({ subject: 'Invoice 7', html: expect.stringContaining('<p>7</p>') })
    expect(mail.text).toContain('November 5, 2026')
    expect(mail.headers['reply-to']).toContain('help@example.com')
  })

  test('a mail to a user is in the language of the user', async () => {
    const { body } = await rest(host, 'POST', '/users', {
      body: { username: 'bea', password: 'correct-horse', email: 'bea@example.com', locale: 'de-AT' },
    })
    const stored = await rest(host, 'GET', `/users/${body.objectId}`, { master: true })
    const user = Parse.Object.fromJSON<Parse.User>({ ...stored.body, className: '_User' })
    await host.accounts.sendMail('welcome', user)
    expect((await mailbox.next({ to: 'bea@example.com' })).subject).toBe('Willkommen bei Spec App')
    await host.accounts.sendMail('welcome', { to: user, locale: 'fr' })
    expect((await mailbox.next({ to: 'bea@example.com' })).subject).toBe('Bienvenue sur Spec App')
  })

  test('copies, hidden copies and files go with it, and outlast a mail server that is away', async () => {
    mailbox.fail(451)
    await host.accounts.sendMail('invoice', {
      to: ['carl@example.com', 'cleo@example.com'],
      cc: 'cc@example.com',
      bcc: 'bcc@example.com',
      attachments: [{ filename: 'a.pdf', content: Buffer.from([0, 255]), contentType: 'application/pdf' }],
    })
    await mailbox.nextFailure()
    mailbox.recover()
    const mail = await mailbox.next({ to: 'carl@example.com', timeoutMs: 20_000 })
    expect(mail.to).toEqual(['carl@example.com', 'cleo@example.com', 'cc@example.com', 'bcc@example.com'])
    expect(mail.attachments).toEqual([{ filename: 'a.pdf', mimeType: 'application/pdf' }])
    expect(mail.raw).toContain('AP8=')
    expect(mail.raw).not.toContain('bcc@example.com')
  })

  test.each([
    ['an unknown template', 'nope', 'a@example.com', {}, 'ERR_TEMPLATE'],
    ['a value that is missing', 'identityLinked', 'a@example.com', {}, 'ERR_TEMPLATE'],
    ['a link that is none', 'welcome', 'a@example.com', { link: 'javascript:1' }, 'ERR_TEMPLATE'],
    ['no recipient', 'welcome', undefined, {}, 'ERR_MAIL'],
    ['two addresses in one text', 'welcome', 'a@example.com, b@example.com', {}, 'ERR_MAIL'],
    [
      'a stream',
      'welcome',
      { to: 'a@example.com', attachments: [{ filename: 'x', content: Readable.from(['x']) }] },
      {},
      'ERR_MAIL',
    ],
    [
      'nine megabytes',
      'welcome',
      { to: 'a@example.com', attachments: [{ filename: 'x', content: Buffer.alloc(9e6) }] },
      {},
      'ERR_MAIL',
    ],
  ])('%s is refused at once', async (_, template, to, data, code) => {
    const { queued } = host.accounts.outbox.counts()
    await expect(host.accounts.sendMail(template, to as string, data)).rejects.toMatchObject({ code })
    expect(host.accounts.outbox.counts()).toMatchObject({ queued })
  })

  const write = (body: Partial<EmailMessage>) =>
    rest(host, 'POST', '/functions/write', { body, headers: { 'X-Parse-Master-Key': masterKey } })

  test("Cloud Code's mails are kept too: the answer does not wait for a mail server that is away", async () => {
    mailbox.fail(451)
    const mail = { to: 'dan@example.com', subject: 'Hi', text: 'there', from: 'Dan <dan.sender@example.com>' }
    expect((await write(mail)).body).toEqual({ result: 'written' })
    expect(await host.accounts.outbox.list()).toContainEqual(
      expect.objectContaining({ kind: 'message', to: 'dan@example.com' }),
    )
    await mailbox.nextFailure()
    mailbox.recover()
    expect(await mailbox.next({ to: 'dan@example.com', timeoutMs: 20_000 })).toMatchObject({
      subject: 'Hi',
      from: 'dan.sender@example.com',
    })
  })

  test.each([
    ['no recipient', { subject: 'x', text: 'x' }],
    ['no subject', { to: 'a@example.com', text: 'x' }],
    [
      'a file of the server',
      { to: 'a@example.com', subject: 'x', attachments: [{ filename: 'x', path: '/etc/passwd' }] },
    ],
  ])('Cloud Code is told of %s', async (_, mail) => {
    const { status, body } = await write(mail as unknown as EmailMessage)
    expect(status).toBe(400)
    expect(body.error).toMatch(/^The mail can’t be sent\. /)
  })

  test('line breaks in a subject make no headers', async () => {
    await write({ to: 'eve@example.com', subject: 'Hi\r\nBcc: victim@example.com', text: 'x' })
    const mail = await mailbox.next({ to: 'eve@example.com' })
    expect(mail.to).toEqual(['eve@example.com'])
    expect(mail.headers.bcc).toBeUndefined()
  })

  test('counts what was done', async () => {
    const before = host.accounts.outbox.counts()
    await host.accounts.sendMail('welcome', 'fay@example.com')
    await mailbox.next({ to: 'fay@example.com' })
    while (host.accounts.outbox.counts().delivered === before.delivered) await host.accounts.outbox.list()
    expect(host.accounts.outbox.counts()).toMatchObject({ queued: before.queued + 1, failed: before.failed })
  })
})

describeWithDatabase('mails of the host without an outbox', (database) => {
  test('are handed over, and their failure is told', async () => {
    const sent: EmailMessage[] = []
    const emailAdapter = {
      sendMail: async (message: EmailMessage) => {
        if (message.to === 'bob@example.com') throw new Error('refused')
        sent.push(message)
      },
    }
    const host = await startHost({ database: database(), parseServer: { emailAdapter }, outbox: false })
    await host.accounts.sendMail('welcome', 'ann@example.com')
    expect(sent).toEqual([expect.objectContaining({ to: 'ann@example.com', subject: 'Welcome to Spec App' })])
    await expect(host.accounts.sendMail('welcome', 'bob@example.com')).rejects.toThrow('refused')
    expect(host.accounts.outbox.counts()).toEqual({ queued: 0, delivered: 0, failed: 0, retried: 0 })
    await host.close()
    await expect(host.accounts.sendMail('welcome', 'x@example.com')).rejects.toMatchObject({
      code: 'ERR_CLOSED',
    })
  })

  test('need an e-mail adapter, and a server', async () => {
    const host = await startHost({ database: database() })
    await expect(host.accounts.sendMail('welcome', 'x@example.com')).rejects.toMatchObject({
      code: 'ERR_MAIL',
    })
    await host.close()
    const parseServer = {
      appId: 'a',
      masterKey: 'm',
      appName: 'A',
      publicServerURL: 'http://127.0.0.1:1/parse',
    }
    const accounts = createAccounts({ parseServer, email: { transport: 'smtp://127.0.0.1:1', from } })
    await expect(accounts.sendMail('welcome', 'x@example.com')).rejects.toMatchObject({
      code: 'ERR_NOT_MOUNTED',
    })
  })
})
