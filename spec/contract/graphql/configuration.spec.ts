/** GraphQL guide, "Resetting Passwords": its configuration block as it stands. */
import { describeWithDatabase } from '../../support/database'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { graphql, canLogIn, mailedLink, postForm, resetFormUrl, tokenIn, visit } from './accounts'
import { johndoe, johndoeAsViewer, logIn, resetPassword, sendVerificationEmail, signUp } from './guide'

const weekInSeconds = 7 * 24 * 60 * 60
const environment = {
  EMAIL_FROM_ADDRESS: 'no-reply@example.com',
  AWS_REGION: 'eu-central-1',
  APP_PUBLIC_URL: 'https://www.example.com',
}

/** All but `appId`, `publicServerURL` and `...otherOptions`, which every host of the specs has. */
const configurationBlock = {
  verifyUserEmails: true,
  emailVerifyTokenValidityDuration: 2 * weekInSeconds,
  preventLoginWithUnverifiedEmail: false,

  appName: 'Application Name for User',
  emailAdapter: {
    module: require.resolve('../../fixtures/email-adapter'),
    options: {
      from: `Hello <${environment.EMAIL_FROM_ADDRESS}>`,
      region: environment.AWS_REGION,
    },
  },

  customPages: {
    invalidLink: `${environment.APP_PUBLIC_URL}/auth/invalid-link`,

    verifyEmailSuccess: `${environment.APP_PUBLIC_URL}/auth/verified`,

    choosePassword: `${environment.APP_PUBLIC_URL}/auth/reset-password`,
    passwordResetSuccess: `${environment.APP_PUBLIC_URL}/auth/password-saved`,
  },

  accountLockout: {
    duration: 5,
    threshold: 3,
  },
} satisfies HostOptions['parseServer']

const to = johndoe.email
const withEmail = (operation: string) => operation.replace('email@email.email', to)

describeWithDatabase('GraphQL guide, the configuration block', (database) => {
  let host: Host
  let mailbox: Mailbox
  const given = JSON.stringify(configurationBlock)
  beforeAll(async () => {
    mailbox = await startMailbox()
    process.env.SPEC_EMAIL_ADAPTER_SMTP_URL = mailbox.url
    host = await startHost({ database: database(), parseServer: configurationBlock })
  })
  afterAll(async () => {
    delete process.env.SPEC_EMAIL_ADAPTER_SMTP_URL
    await host.close()
    await mailbox.close()
  })

  test('works as it stands: sign up, verification, reset, lockout', async () => {
    // verifyUserEmails, by the e-mail adapter, with appName and publicServerURL
    const signedUp = await graphql(host, signUp)
    expect(signedUp.body).toEqual({ data: { signUp: { viewer: johndoeAsViewer } } })
    const mail = await mailbox.next({ to })
    expect([mail.from, mail.subject]).toEqual([
      'no-reply@example.com',
      'Please verify your e-mail for Application Name for User',
    ])
    expect(mail.links).toEqual([
      expect.stringMatching(`^${host.apiUrl}/apps/${host.appId}/verify_email\\?token=\\w{25}$`),
    ])

    // preventLoginWithUnverifiedEmail: false
    expect((await graphql(host, logIn)).body).toEqual({ data: { logIn: { viewer: johndoeAsViewer } } })

    // customPages
    await graphql(host, withEmail(sendVerificationEmail))
    const verificationLink = await mailedLink(mailbox, to)
    expect(await visit(verificationLink)).toMatchObject({
      status: 303,
      location: 'https://www.example.com/auth/verified',
    })
    expect(await visit(verificationLink)).toMatchObject({
      status: 303,
      location: 'https://www.example.com/auth/invalid-link',
    })
    await graphql(host, withEmail(resetPassword))
    const resetLink = await mailedLink(mailbox, to)
    const token = tokenIn(resetLink)
    expect(await visit(resetLink)).toMatchObject({
      status: 303,
      location: 'https://www.example.com/auth/reset-password',
      params: { token },
    })
    expect(await postForm(resetFormUrl(host), { token, new_password: 'ANewPassword' })).toMatchObject({
      status: 303,
      location: 'https://www.example.com/auth/password-saved',
    })
    expect(await canLogIn(host, 'johndoe', 'ANewPassword')).toBe(true)

    // accountLockout
    for (const password of ['wrong', 'wrong', 'wrong']) await canLogIn(host, 'johndoe', password)
    expect(await canLogIn(host, 'johndoe', 'ANewPassword')).toBe(false)
  })

  test('is not changed', () => {
    expect(JSON.stringify(configurationBlock)).toBe(given)
  })
})
