/** A host with the account pages, and users who get links to them. */
import { describeWithDatabase, type TestDatabase } from '../support/database'
import { type Host, type HostOptions, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { rest } from '../support/rest'
import { storedIn } from '../auth/passwords/stored'

export interface User {
  objectId: string
  username: string
  email: string
}

export interface AccountPages {
  host: Host
  mailbox: Mailbox
  /** The address of a page. */
  page: (name: string) => string
  /** A user, with the link that came with the sign-up. */
  newcomer: (fields?: object) => Promise<User & { link: string }>
  /** The link in the next mail to a user. */
  linkTo: (user: Pick<User, 'email'>) => Promise<string>
  askForReset: (user: User) => Promise<string>
  isVerified: (user: User) => Promise<boolean>
  canLogIn: (user: User, password: string) => Promise<boolean>
  /** Makes the link of a kind too old. */
  expire: (user: User, field: '_email_verify_token' | '_perishable_token') => Promise<unknown>
}

export const tokenIn = (link: string) => String(new URL(link).searchParams.get('token'))

function pagesOf(host: Host, mailbox: Mailbox, database: TestDatabase): AccountPages {
  let count = 0
  const linkTo: AccountPages['linkTo'] = async ({ email }) =>
    String((await mailbox.next({ to: email })).links[0])
  return {
    host,
    mailbox,
    linkTo,
    page: (name) => `${host.url}/auth/${name}`,
    newcomer: async (fields = {}) => {
      const username = `ann-of-green-${++count}`
      const user = { username, email: `${username}@example.com`, password: 'correct-horse', ...fields }
      const { body } = await rest(host, 'POST', '/users', { body: user })
      return { ...user, objectId: body.objectId as string, link: await linkTo(user) }
    },
    askForReset: async (user) => {
      await rest(host, 'POST', '/requestPasswordReset', { body: { email: user.email } })
      return linkTo(user)
    },
    isVerified: async ({ objectId }) =>
      (await rest(host, 'GET', `/users/${objectId}`, { master: true })).body.emailVerified as boolean,
    canLogIn: async ({ username }, password) =>
      (await rest(host, 'POST', '/login', { body: { username, password } })).status === 200,
    expire: ({ objectId }, field) =>
      storedIn(database, objectId, { [`${field}_expires_at`]: new Date(Date.now() - 1000) }),
  }
}

/** @param body gets a function that can be called within tests, when the host has started */
export function describeAccountPages(
  title: string,
  body: (given: () => AccountPages) => void,
  options: HostOptions = {},
  describeIt = describeWithDatabase,
): void {
  describeIt(title, (database) => {
    let mailbox: Mailbox
    let given: AccountPages
    beforeAll(async () => {
      mailbox = await startMailbox()
      const host = await startHost({
        database: database(),
        notices: { passwordChanged: false },
        ...options,
        email: { from: 'Spec App <no-reply@example.com>', ...options.email, transport: mailbox.url },
        parseServer: { verifyUserEmails: true, ...options.parseServer },
      })
      given = pagesOf(host, mailbox, database())
    })
    afterAll(async () => {
      await given.host.close()
      await mailbox.close()
    })
    body(() => given)
  })
}
