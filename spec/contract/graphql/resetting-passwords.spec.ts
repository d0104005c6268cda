/** GraphQL guide, "Resetting Passwords": the mutation, its mail, and the link with Parse Server's own pages. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { graphql, addUser, canLogIn, deleteUsers, mailedLink, postForm, tokenIn, visit } from './accounts'
import { resetPassword } from './guide'

const email = 'email@email.email'
const user = { username: 'johndoe', password: 'ASuperStrongPassword', email }

describeWithDatabase('GraphQL guide, "Resetting Passwords"', (database) => {
  let host: Host
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
      pages: false,
      notices: { passwordChanged: false },
    })
  })
  beforeEach(() => addUser(host, user))
  afterEach(() => deleteUsers(host))
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  const askForLink = async () => {
    await graphql(host, resetPassword)
    return mailedLink(mailbox, email)
  }

  test('resetPassword sends an email with a password reset link', async () => {
    const { status, body } = await graphql(host, resetPassword)
    expect([status, body]).toEqual([200, { data: { resetPassword: { ok: true } } }])
    const { from, subject, links } = await mailbox.next({ to: email })
    expect({ from, subject, links }).toEqual({
      from: 'no-reply@example.com',
      subject: 'Choose a new password for Spec App',
      links: [
        expect.stringMatching(
          `^${host.apiUrl}/apps/${host.appId}/request_password_reset\\?token=\\w{25}&locale=en$`,
        ),
      ],
    })
  })

  test('an unknown address gets the same answer, and no email', async () => {
    const unknown = resetPassword.replace(email, 'unknown@email.email')
    const { status, body } = await graphql(host, unknown)
    expect([status, body]).toEqual([200, { data: { resetPassword: { ok: true } } }])
    await askForLink()
    expect(mailbox.messages.flatMap(({ to }) => to)).not.toContain('unknown@email.email')
  })

  test.each([
    ['', ''],
    [', with the username appended', '&username=email%40email.email'],
  ])('the link opens the page to choose a password%s', async (_how, appended) => {
    const link = await askForLink()
    const page = await visit(link + appended)
    expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.text).toContain('Reset Your Password')
    expect(page.text).toContain(tokenIn(link))
  })

  test.each([
    '',
    '?token=',
    '?token=xxxxxxxxxxxx',
    '?token=xxxxxxxxxxxx&username=test%40example.com',
    '?token[$ne]=x',
  ])('a link that ends in "request_password_reset%s" opens the invalid token page', async (query) => {
    const page = await visit(`${host.apiUrl}/apps/${host.appId}/request_password_reset${query}`)
    expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.text).toContain('Invalid password reset link!')
  })

  test('looking at the page does not use up the token', async () => {
    const link = await askForLink()
    const pages = [await visit(link), await visit(link)]
    for (const { text } of pages) expect(text).toContain('Reset Your Password')
  })

  test('the form of the page saves the new password', async () => {
    const link = await askForLink()
    const fields = { token: tokenIn(link), username: '', new_password: 'ANewPassword' }
    const saved = await postForm(formIn((await visit(link)).text), fields)
    expect(saved.status).toBe(200)
    expect(saved.text).toContain('Success!')
    expect(await canLogIn(host, 'johndoe', 'ANewPassword')).toBe(true)
    expect(await canLogIn(host, 'johndoe', 'ASuperStrongPassword')).toBe(false)
  })

  test('the form works once', async () => {
    const fields = { token: tokenIn(await askForLink()), new_password: 'ANewPassword' }
    const url = `${host.apiUrl}/apps/${host.appId}/request_password_reset`
    await postForm(url, fields)
    const again = await postForm(url, { ...fields, new_password: 'AnotherPassword' })
    expect(again.text).toContain('Failed to reset password: username &#x2F; email &#x2F; token is invalid')
    expect(await canLogIn(host, 'johndoe', 'AnotherPassword')).toBe(false)
    expect(await canLogIn(host, 'johndoe', 'ANewPassword')).toBe(true)
  })

  test('the link of an earlier mail stops working when a new one is sent', async () => {
    const earlier = await askForLink()
    const newest = await askForLink()
    expect((await visit(earlier)).text).toContain('Invalid password reset link!')
    expect((await visit(newest)).text).toContain('Reset Your Password')
  })

  test('the link of another app is refused', async () => {
    const link = await askForLink()
    expect((await visit(link.replace(host.appId, 'another-app'))).status).toBe(403)
  })
})

/** Where the form on a page goes. */
function formIn(html: string): string {
  const [, action = ''] = /<form[^>]+action=["']([^"']+)["']/.exec(html) ?? []
  return action.replaceAll('&#x2F;', '/')
}

describeWithDatabase('GraphQL guide, "Resetting Passwords": without an email adapter', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())

  test('resetPassword says what is missing', async () => {
    const { status, body } = await graphql(host, resetPassword)
    expect(status).toBe(200)
    expect(body).toEqual({
      data: { resetPassword: null },
      errors: [
        {
          message:
            'An appName, publicServerURL, and emailAdapter are required for password reset and email verification functionality.',
          path: ['resetPassword'],
          locations: [{ line: 3, column: 3 }],
          extensions: { code: 1 },
        },
      ],
    })
  })
})
