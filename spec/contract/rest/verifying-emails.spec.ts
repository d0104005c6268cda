import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openAndPress } from '../../support/pages'
import { cooldude6, describeGuide, type Session } from './guide'

let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.close())

const from = 'Spec App <no-reply@example.com>'
const email = 'email@example.com'
const withVerification = () => ({
  email: { transport: mailbox.url, from },
  parseServer: { verifyUserEmails: true },
})

/** Takes the next mail to this address and follows its link to the page with the button, as its reader does. */
async function confirm(address = email): Promise<void> {
  const { links } = await mailbox.next({ to: address })
  const { status } = await openAndPress(links[0]!)
  expect(status).toBe(200)
}

describeGuide('Verifying Emails', withVerification, (guide) => {
  const ask = (address: unknown) =>
    guide.send('POST', '/verificationEmailRequest', { body: { email: address } })
  const me = async ({ sessionToken }: Session) =>
    (await guide.send('GET', '/users/me', { sessionToken })).body as Record<string, unknown>

  test('mails a link at sign-up that sets emailVerified from false to true', async () => {
    const user = await guide.signUp({ ...cooldude6, email })
    expect(await me(user)).toMatchObject({ email, emailVerified: false })
    const mail = await mailbox.next({ to: email })
    expect(mail.from).toBe('no-reply@example.com')
    expect(mail.subject).toBe('Confirm your e-mail address for Spec App')
    expect(mail.links).toEqual([expect.stringContaining(`${guide.host.apiUrl}/apps/spec-app/verify_email?`)])
    await openAndPress(mail.links[0]!)
    expect(await me(user)).toMatchObject({ email, emailVerified: true })
  })

  test('leaves emailVerified missing for a user without an email', async () => {
    const user = await guide.signUp()
    expect(await me(user)).not.toHaveProperty('emailVerified')
  })

  test('never lets a client say that emailVerified is true', async () => {
    const body = { ...cooldude6, email, emailVerified: true }
    const { status, body: answer } = await guide.send('POST', '/users', { body })
    expect(status).toBe(400)
    expect(answer).toEqual({ code: 119, error: 'Permission denied' })
  })

  test('sets emailVerified to false when the email is modified, and mails a link', async () => {
    const user = await guide.signUp({ ...cooldude6, email })
    await confirm()
    const { sessionToken, objectId } = user
    const newEmail = 'new-email@example.com'
    await guide.send('PUT', `/users/${objectId}`, { sessionToken, body: { email: newEmail } })
    expect(await me(user)).toMatchObject({ email: newEmail, emailVerified: false })
    const notice = await mailbox.next({ to: email })
    expect(notice.subject).toBe('The e-mail address of your Spec App account was changed')
    await confirm(newEmail)
    expect(await me(user)).toMatchObject({ email: newEmail, emailVerified: true })
  })

  test('verificationEmailRequest answers {} and mails a link that works', async () => {
    const user = await guide.signUp({ ...cooldude6, email })
    const first = await mailbox.next({ to: email })
    const { status, body } = await ask(email)
    expect(status).toBe(200)
    expect(body).toEqual({})
    const second = await mailbox.next({ to: email })
    expect(second.subject).toBe(first.subject)
    await openAndPress(second.links[0]!)
    expect(await me(user)).toMatchObject({ emailVerified: true })
  })

  test.each([
    [undefined, 204],
    [{ $ne: '' }, 125],
  ])('verificationEmailRequest refuses the email %j', async (address, code) => {
    const { status, body } = await ask(address)
    expect(status).toBe(400)
    expect(body).toEqual({ code, error: expect.any(String) as string })
  })
})

describeGuide('Verifying Emails, already verified or unknown', withVerification, (guide) => {
  test('verificationEmailRequest answers {} and sends nothing', async () => {
    await guide.signUp({ ...cooldude6, email })
    await confirm()
    const before = mailbox.messages.length
    for (const address of [email, 'unknown@example.com']) {
      const answer = await guide.send('POST', '/verificationEmailRequest', { body: { email: address } })
      expect([answer.status, answer.body]).toEqual([200, {}])
    }
    await guide.host.accounts.close() // waits for mails under way
    expect(mailbox.messages).toHaveLength(before)
  })
})

describeGuide(
  'Verifying Emails, off',
  () => ({ email: { transport: mailbox.url, from } }),
  (guide) => {
    test('leaves emailVerified missing for a user created then', async () => {
      const { objectId } = await guide.signUp({ ...cooldude6, email })
      const user = await guide.read(objectId)
      expect(user).toMatchObject({ email })
      expect(user).not.toHaveProperty('emailVerified')
    })
  },
)
