/** The Parse JS SDK: the requests that end in a mail. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { openAndPress } from '../support/pages'
import { connectSdk, Parse, parseErrorOf } from '../support/sdk'

const email = 'ann@example.com'

describeWithDatabase('Parse JS SDK: e-mail', (database) => {
  let host: Host
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
      parseServer: { verifyUserEmails: true },
    })
    connectSdk(host)
    await Parse.User.signUp('ann', 'correct-horse', { email })
    await mailbox.next({ to: email })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  const linkTo = (page: string, text = '') =>
    new RegExp(`${host.apiUrl}/apps/\\S*${page}\\S*`).exec(text)?.[0]

  test('requestPasswordReset() sends the link', async () => {
    await Parse.User.requestPasswordReset(email)
    const { text } = await mailbox.next({ to: email })
    expect(linkTo('request_password_reset', text)).toContain('token=')
  })

  test('requestPasswordReset() does not tell which addresses have an account', async () => {
    await expect(Parse.User.requestPasswordReset('nobody@example.com')).resolves.toBeDefined()
    expect(mailbox.messages.filter(({ to }) => to.includes('nobody@example.com'))).toEqual([])
  })

  test('requestEmailVerification() sends the link again; the link verifies the address', async () => {
    await Parse.User.requestEmailVerification(email)
    const { text } = await mailbox.next({ to: email })
    await openAndPress(linkTo('verify_email', text)!)
    expect((await Parse.User.logIn('ann', 'correct-horse')).get('emailVerified')).toBe(true)
  })

  test.each([
    ['requestPasswordReset', '', 204],
    ['requestEmailVerification', '', 204],
  ] as const)('%s(%j) is refused with %d', async (method, address, code) => {
    expect(await parseErrorOf(Parse.User[method](address))).toMatchObject({ code })
  })
})
