/** A host where new addresses wait, and users whose address is verified. */
import { describeWithDatabase } from './database'
import { type Host, type HostOptions, startHost } from './host'
import { type Mailbox, startMailbox } from './mailbox'
import { openAndPress } from './pages'
import { rest, type RestResponse } from './rest'

export interface TestUser {
  objectId: string
  sessionToken: string
  username: string
  email: string
}

export interface PendingEmail {
  host: Host
  mailbox: Mailbox
  /** A new user with the address `<name>@example.com`, verified by an operator. */
  newUser: (name: string, fields?: object) => Promise<TestUser>
  /** An update by the user. */
  update: (user: TestUser, body: object) => Promise<RestResponse>
  /** An update by an operator. */
  operate: (user: TestUser, body: object) => Promise<RestResponse>
  /** As the user sees it. */
  me: (user: TestUser) => Promise<Record<string, unknown>>
  /** The link in the next mail to an address that asks to confirm it, or to choose a password. */
  linkTo: (address: string) => Promise<string>
  /** The link in the next mail to an address that stops a change. */
  stopLinkTo: (address: string) => Promise<string>
  /** Opens a link, presses the button behind it, and tells which page was shown then. */
  open: (link: string) => Promise<'success' | 'invalid'>
}

export const optionsWith = (mailbox: Mailbox, options: HostOptions = {}): HostOptions => ({
  email: { transport: mailbox.url, from: 'app@example.com' },
  outbox: false,
  pendingEmail: true,
  ...options,
  parseServer: { verifyUserEmails: true, ...options.parseServer },
})

const isStop = (link: string) => link.includes('/auth/stop-email-change?')

async function nextLink(mailbox: Mailbox, to: string, isWanted: (link: string) => boolean): Promise<string> {
  const { links } = await mailbox.next({ to })
  return links.find(isWanted) ?? nextLink(mailbox, to, isWanted)
}

/** Of a link that was used before, too. */
const bad = ['/auth/invalid-link', '/auth/link-expired', '/auth/verify-email']

async function pageAt(link: string): Promise<'success' | 'invalid'> {
  const { url, status, html } = await openAndPress(link)
  if (url.pathname === '/auth/verified') return 'success'
  if (bad.includes(url.pathname) && status < 500) return 'invalid'
  throw new Error(`Neither page: ${status} ${html}`)
}

/** @param body gets a function that can be called within tests, when the host has started */
export function describePendingEmail(
  title: string,
  body: (given: () => PendingEmail) => void,
  options: HostOptions = {},
): void {
  describeWithDatabase(title, (database) => {
    let host: Host
    let mailbox: Mailbox
    beforeAll(async () => {
      mailbox = await startMailbox()
      host = await startHost({ database: database(), ...optionsWith(mailbox, options) })
      if (options.parseServer?.liveQuery) await host.accounts.attach(host.server)
    })
    afterAll(async () => {
      await host.close()
      await mailbox.close()
    })

    const operate = ({ objectId }: TestUser, fields: object) =>
      rest(host, 'PUT', `/users/${objectId}`, { master: true, body: fields })
    body(() => ({
      host,
      mailbox,
      newUser: async (name, fields) => {
        const user = { username: name, password: 'correct-horse', email: `${name}@example.com`, ...fields }
        const answer = await rest(host, 'POST', '/users', { body: user })
        if (answer.status !== 201) throw new Error(`No user ${name}: ${JSON.stringify(answer.body)}`)
        await mailbox.next({ to: user.email })
        const { objectId, sessionToken } = answer.body as { objectId: string; sessionToken: string }
        const created = { objectId, sessionToken, username: name, email: user.email }
        await operate(created, { emailVerified: true })
        return created
      },
      update: ({ objectId, sessionToken }, fields) =>
        rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: fields }),
      operate,
      me: async ({ sessionToken }) =>
        (await rest(host, 'GET', '/users/me', { sessionToken })).body as Record<string, unknown>,
      linkTo: (address) => nextLink(mailbox, address, (link) => !isStop(link)),
      stopLinkTo: (address) => nextLink(mailbox, address, isStop),
      open: pageAt,
    }))
  })
}
