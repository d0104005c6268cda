/** A host whose triggers let a request wait, with its mailbox, and what people do there. */
import { randomUUID } from 'node:crypto'
import { acme } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { createGate, type Gate } from '../../support/gate'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest, type RestResponse } from '../../support/rest'
import { choose, good, resetLink, signedUp } from '../passwords/ways'

export const chosen = 'battery-staple'

export type User = Awaited<ReturnType<typeof signedUp>>

interface Server {
  User: new (fields: object) => { signUp: () => Promise<unknown> }
  Cloud: Record<'beforeSave' | 'beforeLogin', (...args: unknown[]) => void>
}

export interface UnderWay {
  host: Host
  mailbox: Mailbox
  gate: Gate
  signUp: () => Promise<User>
  put: (user: User, body: object) => Promise<RestResponse>
  logIn: (user: User) => Promise<RestResponse>
  /** By the link in a mail. */
  reset: (user: User) => Promise<void>
  stored: (user: User) => Promise<object>
}

const startUnderWay = async (database: Parameters<typeof startHost>[0]): Promise<UnderWay> => {
  const gate = createGate()
  const mailbox = await startMailbox()
  const host = await startHost({
    ...database,
    limits: false,
    pendingEmail: true,
    notices: { passwordChanged: false },
    email: { transport: mailbox.url, from: 'app@example.com' },
    parseServer: {
      verifyUserEmails: true,
      auth: { acme, other: acme, mfa: { options: ['TOTP'] } },
      cloud: ({ Cloud, User }: Server) => {
        Cloud.beforeSave(User, gate.wait)
        Cloud.beforeLogin(async () => {
          // A session of another user, within the log-in.
          await new User({ username: randomUUID(), password: good }).signUp()
          await gate.wait()
        })
      },
    },
  })
  return {
    host,
    mailbox,
    gate,
    signUp: async () => {
      const user = await signedUp(host)
      await mailbox.next({ to: user.email })
      return user
    },
    put: ({ objectId, sessionToken }, body) =>
      rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body }),
    logIn: ({ username }) => rest(host, 'POST', '/login', { body: { username, password: good } }),
    reset: async (user) => {
      const { status } = await choose(await resetLink(host, mailbox, user), chosen)
      if (status !== 200) throw new Error(`No reset: ${status}`)
    },
    stored: async ({ objectId }) =>
      (await rest(host, 'GET', `/users/${objectId}`, { master: true })).body as object,
  }
}

/** On each database. */
export function describeUnderWay(title: string, tests: (given: () => UnderWay) => void): void {
  describeWithDatabase(title, (database) => {
    let underWay: UnderWay
    beforeAll(async () => {
      underWay = await startUnderWay({ database: database() })
    })
    afterAll(async () => {
      await underWay.host.close()
      await underWay.mailbox.close()
    })
    tests(() => underWay)
  })
}
