/** Mails of Parse Server by way of the outbox: nothing is lost while SMTP is away, and nobody waits for it. */
import { describeWithDatabase, describeWithMongo } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'
import { after } from '../../auth/mfa/second-factor'

describeWithDatabase('mails that are kept until they are delivered', (database) => {
  let mailbox: Mailbox
  let host: Host
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await start()
  })
  afterEach(() => mailbox.recover())
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  const start = () =>
    startHost({
      database: database(),
      parseServer: { verifyUserEmails: true, passwordPolicy: { resetTokenValidityDuration: 3600 } },
      email: { transport: mailbox.url, from: 'Spec <no-reply@example.com>' },
      outbox: true,
    })
  const signUp = (name: string) =>
    rest(host, 'POST', '/users', {
      body: { username: name, password: 'correct-horse', email: `${name}@example.com` },
    })

  /** @returns the Message-ID of the next mail to an address that is refused, other than this one */
  async function refusedTo(address: string, other?: string): Promise<string> {
    for (;;) {
      const { to, headers } = await mailbox.nextFailure()
      const id = headers['message-id']!
      if (to.includes(address) && id !== other) return id
    }
  }

  test('a mail is sent, and then forgotten', async () => {
    await signUp('ann')
    const mail = await mailbox.next({ to: 'ann@example.com' })
    expect(mail.text).toContain('/verify_email?token=')
    while ((await host.accounts.outbox.list()).length > 0);
  })

  test('a mail that the server puts off is sent by a later try, with the same Message-ID', async () => {
    mailbox.fail(451)
    const { status } = await signUp('ben')
    expect(status).toBe(201)
    const refused = await mailbox.nextFailure()
    const [entry] = await host.accounts.outbox.list()
    expect(entry).toMatchObject({ kind: 'verification', to: 'ben@example.com', state: 'queued' })
    mailbox.recover()
    const mail = await mailbox.next({ to: 'ben@example.com', timeoutMs: 20_000 })
    expect(mail.headers['message-id']).toBe(refused.headers['message-id'])
  })

  test('a mail that the server refuses for good is given up, told of, and can be tried again', async () => {
    const given = new Promise((resolve) => host.accounts.on('emailFailed', resolve))
    mailbox.fail(550)
    await signUp('carla')
    expect(await given).toEqual({ kind: 'verification', reason: expect.stringContaining('550') })
    mailbox.recover()
    const [entry] = await host.accounts.outbox.list({ state: 'failed' })
    expect(await host.accounts.outbox.retry(entry!.id)).toBe(true)
    await mailbox.next({ to: 'carla@example.com', timeoutMs: 20_000 })
  })

  test('of two reset mails that wait, the newest arrives', async () => {
    await signUp('dora')
    await mailbox.next({ to: 'dora@example.com' })
    mailbox.fail(451)
    const ask = () => rest(host, 'POST', '/requestPasswordReset', { body: { email: 'dora@example.com' } })
    await ask()
    const older = await refusedTo('dora@example.com')
    await ask()
    // The older one may have been under way when it was replaced: it is not, once the newer one has its turn.
    await refusedTo('dora@example.com', older)
    const kept = async () => (await host.accounts.outbox.list()).filter(({ to }) => to === 'dora@example.com')
    expect(await kept()).toHaveLength(1)
    mailbox.recover()
    const mail = await mailbox.next({ to: 'dora@example.com', timeoutMs: 20_000 })
    const token = /token=([^&\s]+)/.exec(mail.text)?.[1]
    const page = await fetch(`${host.apiUrl}/apps/${host.appId}/request_password_reset?token=${token}`)
    expect(page.url).not.toContain('invalid')
    while ((await kept()).length > 0);
  })

  /** Asks for a reset mail that the server puts off. */
  async function askInVain(name: string): Promise<void> {
    await signUp(name)
    await mailbox.next({ to: `${name}@example.com` })
    mailbox.fail(451)
    await rest(host, 'POST', '/requestPasswordReset', { body: { email: `${name}@example.com` } })
    await refusedTo(`${name}@example.com`)
    const isPutOff = async () => (await host.accounts.outbox.list()).some(({ attempts }) => attempts > 0)
    while (!(await isPutOff()));
  }

  test('a mail that is late says how long its link still works', async () => {
    await askInVain('fay')
    mailbox.recover()
    const mail = await after(1_800_000, () => mailbox.next({ to: 'fay@example.com', timeoutMs: 30_000 }))
    expect(mail.text).toMatch(/\b2\d minutes\b/)
  })

  test('a mail whose link has ended is given up, and told of', async () => {
    await askInVain('gil')
    mailbox.recover()
    const given = new Promise((resolve) => host.accounts.on('emailFailed', resolve))
    const told = { kind: 'passwordReset', reason: expect.stringContaining('link ended') as string }
    expect(await after(3_601_000, () => given)).toEqual(told)
    expect(mailbox.messages.filter(({ to }) => to.includes('gil@example.com'))).toHaveLength(1)
  })

  test('a mail that is not sent when the server ends is sent by the next one', async () => {
    mailbox.fail(451)
    await signUp('eva')
    await mailbox.nextFailure()
    await host.close()
    mailbox.recover()
    host = await start()
    await mailbox.next({ to: 'eva@example.com', timeoutMs: 20_000 })
  })
})

describeWithMongo('mails of two apps in one database, with a `collectionPrefix` each', (database) => {
  test('are seen and sent by their own app alone', async () => {
    const mailbox = await startMailbox()
    const start = (name: string) =>
      startHost({
        database: database(),
        parseServer: {
          ...{ appId: name, masterKey: `master-key-of-${name}-with-32-characters` },
          ...{ collectionPrefix: `${name}_`, verifyUserEmails: true },
        },
        email: { transport: mailbox.url, from: 'Spec <no-reply@example.com>' },
        outbox: true,
      })
    const first = await start('first')
    mailbox.fail(451)
    const fay = { username: 'fay', password: 'correct-horse', email: 'fay@example.com' }
    await rest(first, 'POST', '/users', { body: fay })
    await mailbox.nextFailure()
    await first.close()

    const second = await start('second')
    expect(await second.accounts.outbox.list()).toEqual([])
    await second.close()
    mailbox.recover()
    const again = await start('first')
    await mailbox.next({ to: 'fay@example.com', timeoutMs: 20_000 })
    await again.close()
    await mailbox.close()
  })
})

describeWithDatabase('without an outbox', (database) => {
  test('nothing is kept', async () => {
    const host = await startHost({ database: database() })
    expect(await host.accounts.outbox.list()).toEqual([])
    expect(await host.accounts.outbox.retry('x')).toBe(false)
    expect(await host.accounts.outbox.discard('x')).toBe(false)
    await host.close()
    await expect(host.accounts.outbox.list()).rejects.toMatchObject({ code: 'ERR_CLOSED' })
  })
})
