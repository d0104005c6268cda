/** GraphQL guide, "Send Email Verification": the mutation, its mail, and the link with Parse Server's own pages. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { graphql, addUser, deleteUsers, mailedLink, visit } from './accounts'
import { sendVerificationEmail } from './guide'

const email = 'email@email.email'
const user = { username: 'johndoe', password: 'ASuperStrongPassword', email }

describeWithDatabase('GraphQL guide, "Send Email Verification"', (database) => {
  let host: Host
  let mailbox: Mailbox
  /** In the mail that is sent on sign up. */
  let firstLink: string
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
      pages: false,
      parseServer: { verifyUserEmails: true },
    })
  })
  beforeEach(async () => {
    await addUser(host, user)
    firstLink = await mailedLink(mailbox, email)
  })
  afterEach(() => deleteUsers(host))
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  const isVerified = async () => {
    const query = '{ users { edges { node { emailVerified } } } }'
    const { body } = await graphql(host, query, { master: true })
    return (body as { data: { users: { edges: [{ node: { emailVerified: boolean } }] } } }).data.users
      .edges[0].node.emailVerified
  }
  const resend = async () => {
    await graphql(host, sendVerificationEmail)
    return mailedLink(mailbox, email)
  }

  test('sendVerificationEmail re-sends the email that was sent on sign up', async () => {
    const { status, body } = await graphql(host, sendVerificationEmail)
    expect([status, body]).toEqual([200, { data: { sendVerificationEmail: { ok: true } } }])
    const { subject, links } = await mailbox.next({ to: email })
    expect(subject).toBe('Confirm your e-mail address for Spec App')
    expect(links).toEqual([
      expect.stringMatching(`^${host.apiUrl}/apps/${host.appId}/verify_email\\?token=\\w{25}&locale=en$`),
    ])
  })

  test.each([
    ['an unknown address', 'unknown@email.email'],
    ['an address that is no address', 'unknown'],
  ])('%s gets the same answer, and no email', async (_what, address) => {
    const { status, body } = await graphql(host, sendVerificationEmail.replace(email, address))
    expect([status, body]).toEqual([200, { data: { sendVerificationEmail: { ok: true } } }])
    await resend()
    expect(mailbox.messages.flatMap(({ to }) => to)).not.toContain(address)
  })

  test('a verified address gets the same answer, and no email', async () => {
    await visit(firstLink)
    const before = mailbox.messages.length
    const { status, body } = await graphql(host, sendVerificationEmail)
    expect([status, body]).toEqual([200, { data: { sendVerificationEmail: { ok: true } } }])
    await addUser(host, { ...user, username: 'next', email: 'next@email.email' })
    await mailbox.next({ to: 'next@email.email' })
    expect(mailbox.messages).toHaveLength(before + 1)
  })

  test.each([
    ['', ''],
    [', with the username appended', '&username=test%4example.com'],
  ])('the link verifies the address and opens the verified page%s', async (_how, appended) => {
    expect(await isVerified()).toBe(false)
    const page = await visit(firstLink + appended)
    expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.text).toContain('Email verified!')
    expect(await isVerified()).toBe(true)
  })

  test('the re-sent link verifies the address; the first one stops working', async () => {
    const link = await resend()
    expect((await visit(firstLink)).text).toContain('Invalid verification link!')
    expect(await isVerified()).toBe(false)
    expect((await visit(link)).text).toContain('Email verified!')
    expect(await isVerified()).toBe(true)
  })

  test('the link works once', async () => {
    await visit(firstLink)
    const again = await visit(firstLink)
    expect([again.status, again.type]).toEqual([200, 'text/html; charset=utf-8'])
    expect(again.text).toContain('Invalid verification link!')
    expect(await isVerified()).toBe(true)
  })

  test.each(['', '?token=', '?token=xxxxxxxxxxxx&username=test%4example.com', '?token[$ne]=x'])(
    'a link that ends in "verify_email%s" opens the invalid page',
    async (query) => {
      const page = await visit(`${host.apiUrl}/apps/${host.appId}/verify_email${query}`)
      expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8'])
      expect(page.text).toContain('Invalid verification link!')
      expect(await isVerified()).toBe(false)
    },
  )
})
