/** Links in mails end, work once, and are nothing that the database could give away. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openAndPress } from '../../support/pages'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { storedIn } from './stored'
import { canLogIn, choose, linkTo, newUser, resetLink, signedUp } from './ways'

let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.close())

const hour = 3_600_000
const tokenOf = (link: URL) => String(link.searchParams.get('token'))
const twenty = Array.from({ length: 20 }, (_, index) => `correct-horse-${index}`)

describeWithDatabase('a link in a mail', (database) => {
  let host: Host
  const start = (parseServer: object = {}) =>
    startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      notices: { passwordChanged: false },
      parseServer: { verifyUserEmails: true, ...parseServer },
    })
  beforeAll(async () => {
    host = await start()
  })
  afterAll(() => host.close())

  const isVerified = async ({ objectId }: { objectId: string }) =>
    ((await rest(host, 'GET', `/users/${objectId}`, { master: true })).body as { emailVerified: boolean })
      .emailVerified
  const stored = ({ objectId }: { objectId: string }) => storedIn(database(), objectId)
  const write = ({ objectId }: { objectId: string }, fields: Record<string, unknown>) =>
    storedIn(database(), objectId, fields)
  /** A user, with the link that came with the sign-up. */
  async function newcomer() {
    const user = await signedUp(host)
    return { ...user, link: await linkTo(mailbox, user) }
  }

  test('that resets a password ends after an hour', async () => {
    const user = await newcomer()
    const link = await resetLink(host, mailbox, user)
    const { _perishable_token_expires_at: end } = await stored(user)
    expect(Math.abs(Number(end) - Date.now() - hour)).toBeLessThan(60_000)
    await write(user, { _perishable_token_expires_at: new Date(Date.now() - 1000) })
    expect(await (await choose(link, 'battery-staple')).json()).toMatchObject({
      error: 'The password reset link has expired',
    })
    expect(await canLogIn(host, user.username, 'battery-staple')).toBe(false)
    // The page of such a link asks for another one by its token.
    await rest(host, 'POST', '/requestPasswordReset', { body: { token: tokenOf(link) } })
    expect((await choose(await linkTo(mailbox, user), 'battery-staple')).status).toBe(200)
  })

  test('that verifies an address ends after a day', async () => {
    const user = await newcomer()
    const { _email_verify_token_expires_at: end } = await stored(user)
    expect(Math.abs(Number(end) - Date.now() - 24 * hour)).toBeLessThan(60_000)
    await write(user, { _email_verify_token_expires_at: new Date(Date.now() - 1000) })
    expect((await openAndPress(user.link)).heading).toBe('This link is too old')
    expect(await isVerified(user)).toBe(false)
    const body = new URLSearchParams({ token: tokenOf(user.link) })
    await fetch(`${host.apiUrl}/apps/${host.appId}/resend_verification_email`, { method: 'POST', body })
    await openAndPress(await linkTo(mailbox, user))
    expect(await isVerified(user)).toBe(true)
  })

  test('is stored as a digest, which opens nothing', async () => {
    const user = await newcomer()
    const link = await resetLink(host, mailbox, user)
    const row = await stored(user)
    for (const [field, token] of [
      ['_perishable_token', tokenOf(link)],
      ['_email_verify_token', tokenOf(user.link)],
    ] as const) {
      expect(row[field]).toMatch(/^sha256:[\w-]{43}$/)
      expect(JSON.stringify(row)).not.toContain(token)
    }
    link.searchParams.set('token', String(row._perishable_token))
    user.link.searchParams.set('token', String(row._email_verify_token))
    expect((await choose(link, 'battery-staple')).status).toBe(400)
    await openAndPress(user.link)
    expect(await isVerified(user)).toBe(false)
  })

  test('is shown to nobody, not even as a digest', async () => {
    const user = await newcomer()
    await resetLink(host, mailbox, user)
    const rows = await configOf(host).database.find('_User', { objectId: user.objectId })
    const answer = await rest(host, 'GET', `/users/${user.objectId}`, { master: true })
    expect(JSON.stringify([rows, answer.body])).not.toContain('sha256:')
  })

  test('that resets a password is used by one of twenty', async () => {
    const user = await newcomer()
    const link = await resetLink(host, mailbox, user)
    const answers = await Promise.all(twenty.map((password) => choose(link, password)))
    const winners = twenty.filter((_, index) => answers[index]?.status === 200)
    expect(winners).toHaveLength(1)
    expect(await canLogIn(host, user.username, winners[0]!)).toBe(true)
  })

  test('that verifies an address is used by one of twenty', async () => {
    const { link } = await newcomer()
    const pages = await Promise.all(twenty.map(() => openAndPress(link)))
    expect(pages.filter(({ url }) => url.pathname === '/auth/verified')).toHaveLength(1)
  })

  test('ends when a newer one is sent', async () => {
    const user = await newcomer()
    await rest(host, 'POST', '/verificationEmailRequest', { body: { email: user.email } })
    const link = await linkTo(mailbox, user)
    await openAndPress(user.link)
    expect(await isVerified(user)).toBe(false)
    await openAndPress(link)
    expect(await isVerified(user)).toBe(true)
    const older = await resetLink(host, mailbox, user)
    const newer = await resetLink(host, mailbox, user)
    expect((await choose(older, 'battery-staple')).status).toBe(400)
    expect((await choose(newer, 'battery-staple')).status).toBe(200)
  })

  test('that was stored in clear, and has an end, is good until then', async () => {
    const user = await newcomer()
    const link = await resetLink(host, mailbox, user)
    await write(user, { _perishable_token: tokenOf(link), _email_verify_token: tokenOf(user.link) })
    await openAndPress(user.link)
    expect(await isVerified(user)).toBe(true)
    const uses = await Promise.all(twenty.map((password) => choose(link, password)))
    expect(uses.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('from a time when links had no end gets one at the next start', async () => {
    const user = await newcomer()
    const link = await resetLink(host, mailbox, user)
    await write(user, {
      _perishable_token: tokenOf(link),
      _perishable_token_expires_at: null,
      _email_verify_token: tokenOf(user.link),
      _email_verify_token_expires_at: null,
    })
    await host.close()
    host = await start()
    const row = await stored(user)
    for (const [field, end] of [
      ['_perishable_token_expires_at', hour],
      ['_email_verify_token_expires_at', 24 * hour],
    ] as const)
      expect(Math.abs(Number(row[field]) - Date.now() - end)).toBeLessThan(60_000)
    link.host = user.link.host = new URL(host.url).host
    expect((await choose(link, 'battery-staple')).status).toBe(200)
    await openAndPress(user.link)
    expect(await isVerified(user)).toBe(true)
  })

  describe('of a host that sends valid tokens again', () => {
    beforeAll(async () => {
      await host.close()
      host = await start({
        emailVerifyTokenReuseIfValid: true,
        emailVerifyTokenValidityDuration: 600,
        passwordPolicy: { resetTokenReuseIfValid: true, resetTokenValidityDuration: 600 },
      })
    })

    test('is sent again, with the end that the host has set', async () => {
      const user = await newcomer()
      const link = await resetLink(host, mailbox, user)
      const { _perishable_token_expires_at: end } = await stored(user)
      expect(Math.abs(Number(end) - Date.now() - 600_000)).toBeLessThan(60_000)
      expect(tokenOf(await resetLink(host, mailbox, user))).toBe(tokenOf(link))
      await rest(host, 'POST', '/verificationEmailRequest', { body: { email: user.email } })
      expect(tokenOf(await linkTo(mailbox, user))).toBe(tokenOf(user.link))
      expect((await choose(link, 'battery-staple')).status).toBe(200)
    })

    test('is a new one, where a digest is all that there is', async () => {
      const user = await newcomer()
      await resetLink(host, mailbox, user)
      await write(user, { _perishable_token: 'sha256:x', _email_verify_token: 'sha256:y' })
      const reset = await resetLink(host, mailbox, user)
      await rest(host, 'POST', '/verificationEmailRequest', { body: { email: user.email } })
      await openAndPress(await linkTo(mailbox, user))
      expect(await isVerified(user)).toBe(true)
      expect((await choose(reset, 'battery-staple')).status).toBe(200)
    })
  })

  test('may have no end, and is stored as it is, with passwords: false', async () => {
    await host.close()
    host = await startHost({
      database: database(),
      passwords: false,
      email: { transport: mailbox.url, from: 'app@example.com' },
    })
    const user = await signedUp(host, newUser('x'))
    const link = await resetLink(host, mailbox, user)
    expect(await stored(user)).toMatchObject({ _perishable_token: tokenOf(link) })
    expect((await stored(user))._perishable_token_expires_at ?? null).toBeNull()
  })
})
