/** A host that sends notices, users to get them, and a mailbox in which nothing may be left over. */
import { randomUUID } from 'node:crypto'
import { describeWithDatabase, type TestDatabase } from './database'
import { type Host, type HostOptions, startHost } from './host'
import { type Mailbox, type ReceivedMessage, startMailbox } from './mailbox'
import { rest, type RestRequest, type RestResponse } from './rest'

export const password = 'correct horse'

export interface TestUser {
  objectId: string
  sessionToken: string
  username: string
  email: string
}

export interface NoticesGiven {
  engine: TestDatabase['engine']
  host: Host
  mailbox: Mailbox
  /** A new user with a password, and an address that nobody else has. */
  newUser: (fields?: object, request?: RestRequest) => Promise<TestUser>
  /** An update by the user. */
  update: (user: TestUser, body: object, request?: RestRequest) => Promise<RestResponse>
  /** An update by an operator. */
  operate: (user: TestUser, body: object) => Promise<RestResponse>
  logIn: (user: TestUser, request?: RestRequest) => Promise<RestResponse>
  /** The next mail to a user, or to an address. */
  mailTo: (user: TestUser | string) => Promise<ReceivedMessage>
}

/** Real clients: a browser, another one, and one that is no browser. */
export const agents = {
  firefox: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0',
  safari:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1',
  okhttp: 'okhttp/4.9.0',
}

export const by = (name: keyof typeof agents) => ({ headers: { 'User-Agent': agents[name] } })

/**
 * The mails of its tests must be taken by them: a last test looks for others, when all that was under way has ended.
 * @param options without an outbox, unless they say otherwise: then mails are sent before the host is closed
 */
export function describeNotices(
  title: string,
  options: HostOptions | (() => Promise<HostOptions>),
  body: (given: () => NoticesGiven) => void,
): void {
  describeWithDatabase(title, (database) => {
    let host: Host
    let mailbox: Mailbox
    const taken = new Set<ReceivedMessage>()
    beforeAll(async () => {
      mailbox = await startMailbox()
      const email = { transport: mailbox.url, from: 'app@example.com' }
      const more = typeof options === 'function' ? await options() : options
      host = await startHost({ database: database(), email, outbox: false, ...more })
    })
    afterAll(async () => {
      await host.close()
      await mailbox.close()
    })

    body(() => ({
      engine: database().engine,
      host,
      mailbox,
      newUser: async (fields, request) => {
        const username = `u${randomUUID().slice(0, 13)}`
        const user = { username, password, email: `${username}@example.com`, ...fields }
        const answer = await rest(host, 'POST', '/users', { ...request, body: user })
        if (answer.status !== 201) throw new Error(`No user: ${JSON.stringify(answer.body)}`)
        return { ...user, ...(answer.body as Pick<TestUser, 'objectId' | 'sessionToken'>) }
      },
      update: ({ objectId, sessionToken }, fields, request) =>
        rest(host, 'PUT', `/users/${objectId}`, { sessionToken, ...request, body: fields }),
      operate: ({ objectId }, fields) =>
        rest(host, 'PUT', `/users/${objectId}`, { master: true, ...by('safari'), body: fields }),
      logIn: ({ username }, request) =>
        rest(host, 'POST', '/login', { ...request, body: { username, password } }),
      mailTo: async (user) => {
        const mail = await mailbox.next({ to: typeof user === 'string' ? user : user.email })
        taken.add(mail)
        return mail
      },
    }))

    test('nothing else is sent', async () => {
      await host.close()
      const others = mailbox.messages.filter((mail) => !taken.has(mail))
      expect(others.map(({ subject, to }) => `${subject} (${to.join()})`)).toEqual([])
    })
  })
}
