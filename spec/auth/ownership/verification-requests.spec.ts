/** A request for a verification mail needs no session: it must not change the user. */
import { type UserBody } from '../../support/auth0-log-in'
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openAndPress } from '../../support/pages'
import { rest, type RestResponse } from '../../support/rest'

let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.close())

const askByGraphql = `mutation ($email: String!) { sendVerificationEmail(input: { email: $email }) { ok } }`

const ways: [string, (host: Host, email: string) => Promise<RestResponse>][] = [
  ['REST', (host, email) => rest(host, 'POST', '/verificationEmailRequest', { body: { email } })],
  ['GraphQL', (host, email) => graphql(host, askByGraphql, { variables: { email } })],
  [
    '/batch',
    (host, email) => {
      const one = { method: 'POST', path: '/parse/verificationEmailRequest', body: { email } }
      return rest(host, 'POST', '/batch', { body: { requests: [one] } })
    },
  ],
]

describeWithDatabase('a request for a verification mail', (database) => {
  let host: Host
  /** Runs when parse-server has read the user, and has yet to write. */
  let meanwhile: (() => Promise<unknown>) | undefined
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: {
        auth: { acme },
        accountLockout: { threshold: 3, duration: 5 },
        verifyUserEmails: async ({ resendRequest }: { resendRequest?: boolean }) => {
          const act = meanwhile
          if (resendRequest) meanwhile = undefined
          if (resendRequest) await act?.()
          return true
        },
      },
    })
  })
  afterEach(() => {
    meanwhile = undefined
  })
  afterAll(() => host.close())

  let count = 0
  async function signUp() {
    const name = `${database().engine}${(count += 1)}`
    const fields = { username: name, password: 'correct-horse', email: `${name}@example.com`, nickname: 'A' }
    const body = { ...fields, authData: acmeAuthData(name) }
    const { objectId, sessionToken } = (await rest(host, 'POST', '/users', { body })).body as UserBody
    const { links } = await mailbox.next({ to: fields.email })
    return { ...fields, objectId, sessionToken, link: links[0]! }
  }
  const stored = async ({ objectId }: { objectId: string }) =>
    (await rest(host, 'GET', `/users/${objectId}`, { master: true })).body as UserBody
  const save = ({ objectId }: { objectId: string }, body: object) =>
    rest(host, 'PUT', `/users/${objectId}`, { master: true, body })

  test.each(ways)('sends a link that verifies the address, by %s', async (_way, ask) => {
    const user = await signUp()
    expect((await ask(host, user.email)).status).toBe(200)
    const { links } = await mailbox.next({ to: user.email })
    expect(links[0]).not.toBe(user.link)
    await openAndPress(user.link)
    expect(await stored(user)).toMatchObject({ emailVerified: false })
    await openAndPress(links[0]!)
    expect(await stored(user)).toMatchObject({ emailVerified: true })
  })

  test.each(ways)('leaves failed log-ins counted, by %s', async (_way, ask) => {
    const user = await signUp()
    const guess = async () => {
      const body = { username: user.username, password: 'wrong' }
      return String((await rest(host, 'POST', '/login', { body })).body.error)
    }
    for (let tries = 0; tries < 2; tries += 1) expect(await guess()).toContain('Invalid')
    meanwhile = guess
    await ask(host, user.email)
    expect(await guess()).toContain('locked')
  })

  test.each(ways)('leaves what was saved meanwhile, by %s', async (_way, ask) => {
    const user = await signUp()
    const changes = { nickname: 'Al', ACL: {}, authData: { acme: null } }
    meanwhile = () => save(user, changes)
    await ask(host, user.email)
    const { nickname, ACL, authData } = await stored(user)
    expect({ nickname, ACL, authData }).toEqual({ nickname: 'Al', ACL: {}, authData: undefined })
  })

  test.each(ways)('leaves an address that was changed meanwhile, by %s', async (_way, ask) => {
    const user = await signUp()
    const email = `new-${user.email}`
    meanwhile = () => save(user, { email })
    expect((await ask(host, user.email)).status).toBe(200)
    expect(await stored(user)).toMatchObject({ email, emailVerified: false })
    const { links } = await mailbox.next({ to: email })
    await openAndPress(links[0]!)
    expect(await stored(user)).toMatchObject({ email, emailVerified: true })
  })

  test.each(ways)('leaves an address verified that was meanwhile, by %s', async (_way, ask) => {
    const user = await signUp()
    meanwhile = () => openAndPress(user.link)
    expect((await ask(host, user.email)).status).toBe(200)
    expect(await stored(user)).toMatchObject({ emailVerified: true })
  })

  test('leaves what was saved meanwhile, by the page of an invalid link', async () => {
    const user = await signUp()
    const token = new URL(user.link).searchParams.get('token')
    meanwhile = () => save(user, { nickname: 'Al' })
    const body = `token=${token}`
    const { url, appId } = host
    await fetch(`${url}/parse/apps/${appId}/resend_verification_email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
      body,
    })
    expect((await mailbox.next({ to: user.email })).links[0]).not.toBe(user.link)
    expect(await stored(user)).toMatchObject({ nickname: 'Al', emailVerified: false })
  })
})
