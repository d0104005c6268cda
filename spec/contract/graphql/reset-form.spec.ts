/** GraphQL guide, "Resetting Passwords": the form that an app posts with axios. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import {
  graphql,
  addUser,
  canLogIn,
  deleteUsers,
  mailedLink,
  postByAxios,
  resetFormUrl,
  tokenIn,
} from './accounts'
import { logIn, resetPassword, viewer, viewerIn } from './guide'

const email = 'email@email.email'
const oldPassword = 'ASuperStrongPassword'
const password = 'Ä New & Strong=Password?'

/** The body as the guide writes it. */
const bodyOf = (token: string) =>
  `username=${encodeURIComponent(email)}&new_password=${encodeURIComponent(password)}&token=${encodeURIComponent(token)}`

describeWithDatabase('GraphQL guide, "Resetting Passwords": axios', (database) => {
  let host: Host
  let mailbox: Mailbox
  let token: string
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
      notices: { passwordChanged: false },
    })
  })
  beforeEach(async () => {
    await addUser(host, { username: 'johndoe', password: oldPassword, email })
    await graphql(host, resetPassword)
    token = tokenIn(await mailedLink(mailbox, email))
  })
  afterEach(() => deleteUsers(host))
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  test('saves the new password: it logs in, the old one does not', async () => {
    expect(await postByAxios(resetFormUrl(host), bodyOf(token))).toEqual({
      status: 200,
      data: 'Password successfully reset',
    })
    expect(await canLogIn(host, 'johndoe', password)).toBe(true)
    expect(await canLogIn(host, 'johndoe', oldPassword)).toBe(false)
  })

  test('ends the sessions of the user', async () => {
    const { sessionToken } = viewerIn(await graphql(host, logIn))
    await postByAxios(resetFormUrl(host), bodyOf(token))
    const { status, body } = await graphql(host, viewer, { sessionToken })
    expect([status, body]).toEqual([400, { code: 209, error: 'Invalid session token' }])
  })

  test('a token works once', async () => {
    await postByAxios(resetFormUrl(host), bodyOf(token))
    expect(await postByAxios(resetFormUrl(host), bodyOf(token).replace('New', 'Newer'))).toEqual({
      status: 400,
      data: { code: -1, error: 'Failed to reset password: username / email / token is invalid' },
    })
    expect(await canLogIn(host, 'johndoe', password)).toBe(true)
  })

  test.each([
    [
      'a wrong token',
      bodyOf('xxxxxxxxxxxx'),
      -1,
      'Failed to reset password: username / email / token is invalid',
    ],
    ['no token', 'new_password=ANewPassword', -1, 'Missing token'],
    ['an operator for a token', 'new_password=ANewPassword&token[$ne]=x', -1, 'Missing token'],
    ['no password', 'token=xxxxxxxxxxxx', 201, 'Missing password'],
    ['nothing', '', -1, 'Missing token'],
  ])('refuses %s', async (_what, body, code, error) => {
    expect(await postByAxios(resetFormUrl(host), body)).toEqual({ status: 400, data: { code, error } })
    expect(await canLogIn(host, 'johndoe', oldPassword)).toBe(true)
  })

  test('refuses an empty password for a valid token, which stays valid', async () => {
    expect(await postByAxios(resetFormUrl(host), `token=${token}&new_password=`)).toEqual({
      status: 400,
      data: { code: 201, error: 'Missing password' },
    })
    expect(await postByAxios(resetFormUrl(host), bodyOf(token))).toMatchObject({ status: 200 })
  })
})
