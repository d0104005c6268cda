/** GraphQL guide: the links in the mails work once, however many use them at the same moment. */
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
  postForm,
  resetFormUrl,
  tokenIn,
  visit,
} from './accounts'
import { resetPassword } from './guide'

const email = 'email@email.email'
const attempts = Array.from({ length: 10 }, (_, index) => `NewPassword${index}`)

describe.each([
  ['that last', undefined],
  ['that expire', 2 * 7 * 24 * 60 * 60],
])('verification links %s', (_kind, emailVerifyTokenValidityDuration) => {
  describeWithDatabase('GraphQL guide, the links in the mails', (database) => {
    let host: Host
    let mailbox: Mailbox
    beforeAll(async () => {
      mailbox = await startMailbox()
      const duration = emailVerifyTokenValidityDuration ? { emailVerifyTokenValidityDuration } : {}
      host = await startHost({
        database: database(),
        email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
        pages: false,
        parseServer: { verifyUserEmails: true, ...duration },
      })
    })
    afterEach(() => deleteUsers(host))
    afterAll(async () => {
      await host.close()
      await mailbox.close()
    })

    const addJohndoe = async () => {
      await addUser(host, { username: 'johndoe', password: 'ASuperStrongPassword', email })
      return mailedLink(mailbox, email)
    }

    test('of ten parallel uses of a verification token exactly one succeeds', async () => {
      const link = await addJohndoe()
      const pages = await Promise.all(attempts.map(() => visit(link)))
      expect(pages.map(({ status }) => status)).toEqual(attempts.map(() => 200))
      expect(pages.filter(({ text }) => text.includes('Email verified!'))).toHaveLength(1)
      expect(pages.filter(({ text }) => text.includes('Invalid verification link!'))).toHaveLength(9)
    })

    test('of ten parallel uses of a reset token by axios exactly one succeeds, and its password counts', async () => {
      await addJohndoe()
      await graphql(host, resetPassword)
      const token = tokenIn(await mailedLink(mailbox, email))
      const answers = await Promise.all(
        attempts.map((password) =>
          postByAxios(resetFormUrl(host), `token=${token}&new_password=${password}`),
        ),
      )
      const successes = attempts.filter((_, index) => answers[index]?.status === 200)
      expect(successes).toHaveLength(1)
      for (const password of attempts)
        expect([password, await canLogIn(host, 'johndoe', password)]).toEqual([
          password,
          password === successes[0],
        ])
    })

    test('of ten parallel uses of a reset token by a form exactly one succeeds', async () => {
      await addJohndoe()
      await graphql(host, resetPassword)
      const token = tokenIn(await mailedLink(mailbox, email))
      const pages = await Promise.all(
        attempts.map((password) => postForm(resetFormUrl(host), { token, new_password: password })),
      )
      expect(pages.filter(({ text }) => text.includes('Success!'))).toHaveLength(1)
      expect(pages.filter(({ text }) => text.includes('token is invalid'))).toHaveLength(9)
    })
  })
})
