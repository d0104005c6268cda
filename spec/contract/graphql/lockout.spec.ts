/** GraphQL guide, the configuration block: account lockout, through `logIn`. */
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
import { johndoe, johndoeAsViewer, logIn, resetPassword } from './guide'

const wrongLogIn = logIn.replace('ASuperStrongPassword', 'AWrongPassword')

const refusal = (message: string) => ({
  data: { logIn: null },
  errors: [{ message, path: ['logIn'], locations: [{ line: 3, column: 3 }], extensions: { code: 101 } }],
})
const locked =
  'Your account is locked due to multiple failed login attempts. Please try again after 5 minute(s)'

describeWithDatabase('GraphQL guide, accountLockout', (database) => {
  let host: Host
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
      notices: { accountLocked: false, passwordChanged: false },
      parseServer: { accountLockout: { duration: 5, threshold: 3, unlockOnPasswordReset: true } },
    })
  })
  beforeEach(() => addUser(host, johndoe))
  afterEach(() => deleteUsers(host))
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  const send = async (query: string) => (await graphql(host, query)).body
  const fail = async (times: number) => {
    for (let time = 0; time < times; time++)
      expect(await send(wrongLogIn)).toEqual(refusal('Invalid username/password.'))
  }

  test('three failed sign-in attempts lock the account, for the right password too', async () => {
    await fail(3)
    expect(await send(logIn)).toEqual(refusal(locked))
    expect(await send(wrongLogIn)).toEqual(refusal(locked))
  })

  test('a sign-in before that begins the count again', async () => {
    for (const failures of [2, 2]) {
      await fail(failures)
      expect(await send(logIn)).toEqual({ data: { logIn: { viewer: johndoeAsViewer } } })
    }
  })

  test('locks one account only', async () => {
    await addUser(host, { username: 'mary', password: 'AnotherStrongPassword' })
    await fail(3)
    expect(await canLogIn(host, 'mary', 'AnotherStrongPassword')).toBe(true)
  })

  test('a password reset unlocks, with unlockOnPasswordReset', async () => {
    await fail(3)
    await graphql(host, resetPassword.replace('email@email.email', johndoe.email))
    const token = tokenIn(await mailedLink(mailbox, johndoe.email))
    await postByAxios(resetFormUrl(host), `token=${token}&new_password=ANewPassword`)
    expect(await canLogIn(host, 'johndoe', 'ANewPassword')).toBe(true)
  })
})
