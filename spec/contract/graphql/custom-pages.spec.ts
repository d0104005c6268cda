/** GraphQL guide, "Resetting Passwords": `customPages`, in the guide's keys and in all older and newer ones. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import {
  graphql,
  addUser,
  deleteUsers,
  mailedLink,
  type Page,
  postForm,
  resetFormUrl,
  tokenIn,
  visit,
} from './accounts'
import { resetPassword } from './guide'

const email = 'email@email.email'
const site = 'https://www.example.com/auth'

const guide = {
  invalidLink: `${site}/invalid-link`,
  verifyEmailSuccess: `${site}/verified`,
  choosePassword: `${site}/reset-password`,
  passwordResetSuccess: `${site}/password-saved`,
}
const newest = {
  passwordReset: `${site}/reset-password`,
  passwordResetSuccess: `${site}/password-saved`,
  passwordResetLinkInvalid: `${site}/invalid-reset-link`,
  emailVerificationSuccess: `${site}/verified`,
  emailVerificationLinkInvalid: `${site}/invalid-verification-link`,
  emailVerificationLinkExpired: `${site}/expired-verification-link`,
  emailVerificationSendSuccess: `${site}/sent`,
  emailVerificationSendFail: `${site}/not-sent`,
}
const older = {
  choosePassword: `${site}/reset-password`,
  passwordResetSuccess: `${site}/password-saved`,
  invalidPasswordResetLink: `${site}/invalid-reset-link`,
  verifyEmailSuccess: `${site}/verified`,
  invalidVerificationLink: `${site}/invalid-verification-link`,
  expiredVerificationLink: `${site}/expired-verification-link`,
  linkSendSuccess: `${site}/sent`,
  linkSendFail: `${site}/not-sent`,
}
const expected = {
  choose: `${site}/reset-password`,
  saved: `${site}/password-saved`,
  invalidReset: `${site}/invalid-reset-link`,
  verified: `${site}/verified`,
  invalidVerification: `${site}/invalid-verification-link`,
  sent: `${site}/sent`,
  notSent: `${site}/not-sent`,
}
const invalid = `${site}/invalid-link`
/** A step that the host doesn't name leads to a page of the package. */
const ours = 'ours'

/** Names, options, and the pages that they lead to. */
const generations = [
  [
    "the guide's",
    guide,
    { ...expected, invalidReset: invalid, invalidVerification: invalid, sent: ours, notSent: ours },
  ],
  ['older', older, expected],
  ['newest', newest, expected],
  [
    'mixed, where the most precise one counts',
    { ...guide, ...older, ...newest, choosePassword: invalid },
    expected,
  ],
] as const

describe.each(generations)('customPages in %s keys', (_names, customPages, pages) => {
  describeWithDatabase('GraphQL guide, customPages', (database) => {
    let host: Host
    let mailbox: Mailbox
    let verificationLink: string
    beforeAll(async () => {
      mailbox = await startMailbox()
      host = await startHost({
        database: database(),
        email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
        parseServer: { verifyUserEmails: true, emailVerifySuccessOnInvalidEmail: false, customPages },
      })
    })
    beforeEach(async () => {
      await addUser(host, { username: 'johndoe', password: 'ASuperStrongPassword', email })
      verificationLink = await mailedLink(mailbox, email)
    })
    afterEach(() => deleteUsers(host))
    afterAll(async () => {
      await host.close()
      await mailbox.close()
    })

    const askForReset = async () => {
      await graphql(host, resetPassword)
      return mailedLink(mailbox, email)
    }
    /** A redirect with the parameters that every page gets. */
    const redirectTo = (location: string | undefined, params: Record<string, string> = {}) => ({
      status: 303,
      location,
      params: { appId: host.appId, appName: 'Spec App', publicServerUrl: host.apiUrl, ...params },
    })
    const redirectOf = ({ status, location, params }: Page) => ({ status, location, params })

    test('a valid reset link leads to the page to choose a password, with its token', async () => {
      const link = await askForReset()
      for (const appended of ['', '&username=email%40email.email'])
        expect(redirectOf(await visit(link + appended))).toEqual(
          redirectTo(pages.choose, { token: tokenIn(link), locale: 'en' }),
        )
    })

    test('the saved password leads to its page', async () => {
      const fields = { token: tokenIn(await askForReset()), new_password: 'ANewPassword' }
      expect(redirectOf(await postForm(resetFormUrl(host), fields))).toEqual(redirectTo(pages.saved))
    })

    test('a password that is not saved leads back, with the reason', async () => {
      const fields = { token: 'xxxxxxxxxxxx', new_password: 'ANewPassword' }
      const error = 'Failed to reset password: username / email / token is invalid'
      expect(redirectOf(await postForm(resetFormUrl(host), fields))).toEqual(
        redirectTo(pages.choose, { token: 'xxxxxxxxxxxx', error }),
      )
    })

    test('an invalid reset link leads to its page', async () => {
      expect(redirectOf(await visit(`${resetFormUrl(host)}?token=xxxxxxxxxxxx`))).toEqual(
        redirectTo(pages.invalidReset),
      )
    })

    test('a verification link leads to its page, and to another one when it is used again', async () => {
      const to = (page: string) => redirectTo(page, { locale: 'en' })
      expect(redirectOf(await visit(verificationLink))).toEqual(to(pages.verified))
      expect(redirectOf(await visit(verificationLink))).toEqual(to(pages.invalidVerification))
    })

    test.each([
      ['sent', 'johndoe'],
      ['notSent', 'unknown'],
    ] as const)('a verification e-mail that is asked for by a form: %s', async (page, username) => {
      const url = `${host.apiUrl}/apps/${host.appId}/resend_verification_email`
      const answer = redirectOf(await postForm(url, { username }))
      expect(answer.status).toBe(303)
      if (pages[page] !== ours) expect(answer).toEqual(redirectTo(pages[page]))
      else expect(answer.location).toMatch(`${host.url}/auth/resend`)
    })
  })
})

describeWithDatabase('GraphQL guide, customPages.parseFrameURL', (database) => {
  let host: Host
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
      parseServer: { verifyUserEmails: true, customPages: { parseFrameURL: `${site}/frame` } },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  test('the links in the mails point to the frame', async () => {
    await addUser(host, { username: 'johndoe', password: 'ASuperStrongPassword', email })
    const link = new URL(await mailedLink(mailbox, email))
    expect(link.origin + link.pathname).toBe(`${site}/frame`)
    const path = link.searchParams.get('link') ?? ''
    expect(path).toBe(`/apps/${host.appId}/verify_email`)
    const page = await visit(`${host.apiUrl}${path}?token=${tokenIn(link.href)}`)
    expect(page.location).toBe(`${host.url}/auth/verify-email`)
  })
})
