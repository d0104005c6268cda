/** Names and addresses are given once, whatever their case: whoever writes them in another one is found by them. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../../../src/parse/internals'
import { newPerson, storedUser, type UserBody, usersWhere } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openAndPress } from '../../support/pages'
import { rest, type RestResponse, send } from '../../support/rest'
import { configOf } from '../../support/rule-users'

let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.close())

const password = 'correct horse'
const facade = { applicationId: 'spec-backendless', apiKey: 'spec-backendless-key' }
const newName = () => `Bob${randomUUID().slice(0, 8)}`
const newAddress = () => `${newName()}@example.com`

const inBatch = (path: string) => (host: Host, email: string) => {
  const requests = [{ method: 'POST', path: `/parse${path}`, body: { email } }]
  return rest(host, 'POST', '/batch', { body: { requests } })
}
const byGraphql = (mutation: string) => (host: Host, email: string) =>
  graphql(host, `mutation ($email: String!) { ${mutation}(input: { email: $email }) { ok } }`, {
    variables: { email },
  })

type Ask = (host: Host, email: string) => Promise<RestResponse>

const resets: [string, Ask][] = [
  ['REST', (host, email) => rest(host, 'POST', '/requestPasswordReset', { body: { email } })],
  ['/batch', inBatch('/requestPasswordReset')],
  ['GraphQL', byGraphql('resetPassword')],
]
const resends: [string, Ask][] = [
  ['REST', (host, email) => rest(host, 'POST', '/verificationEmailRequest', { body: { email } })],
  ['/batch', inBatch('/verificationEmailRequest')],
  ['GraphQL', byGraphql('sendVerificationEmail')],
]
const callFacade = (host: Host, path: string, body: object) =>
  send(host, 'POST', `${host.url}/backendless/${facade.applicationId}/${facade.apiKey}/users/${path}`, {
    body,
  })

const logInByGraphql = `mutation ($input: LogInInput!) { logIn(input: $input) { viewer { user { objectId } } } }`
const logIns: [string, Ask][] = [
  ['username', (host, username) => rest(host, 'POST', '/login', { body: { username, password } })],
  ['email', (host, email) => rest(host, 'POST', '/login', { body: { email, password } })],
  ['the query', (host, email) => rest(host, 'GET', '/login', { query: { email, password } })],
  [
    'verifyPassword',
    (host, username) => rest(host, 'POST', '/verifyPassword', { body: { username, password } }),
  ],
  [
    'GraphQL',
    (host, username) => graphql(host, logInByGraphql, { variables: { input: { username, password } } }),
  ],
  ['the Backendless facade', (host, login) => callFacade(host, 'login', { login, password })],
]

function describeHost(title: string, options: HostOptions, body: (host: () => Host) => void): void {
  describeWithDatabase(title, (database) => {
    let host: Host
    beforeAll(async () => {
      host = await startHost({
        database: database(),
        email: { transport: mailbox.url, from: 'app@example.com' },
        backendless: facade,
        ...options,
        parseServer: { verifyUserEmails: true, ...options.parseServer },
      })
    })
    afterAll(() => host.close())
    body(() => host)
  })
}

async function signUp(host: Host, fields: object) {
  const account = { username: newName(), password, ...fields }
  const { status, body } = await rest(host, 'POST', '/users', { body: account })
  expect([status, body]).toMatchObject([201, {}])
  return { ...account, ...(body as UserBody) }
}
/** As no request could, by now: of a server that has not compared cases, nor written them in one. */
async function writeRow(host: Host, objectId: string, fields: object) {
  const before = Object.create(configOf(host).database, { options: { value: {} } }) as Database
  await before.update('_User', { objectId }, fields)
}
async function withAddress(host: Host) {
  const email = newAddress()
  const user = await signUp(host, { email })
  const { email: stored } = await storedUser(host, user.objectId)
  const { links } = await mailbox.next({ to: String(stored) })
  return { ...user, email, stored: String(stored), links }
}
const tokensIn = (links: string[]) => links.flatMap((link) => new URL(link).searchParams.get('token') ?? [])

const cases: [string, (text: string) => string][] = [
  ['lower case', (text) => text.toLowerCase()],
  ['capitals', (text) => text.toUpperCase()],
  ['the case of the sign-up', (text) => text],
]

describe.each([
  ['', {}],
  [
    ', where Parse Server writes them in lower case',
    { convertEmailToLowercase: true, convertUsernameToLowercase: true },
  ],
])('an address in another case%s', (_, parseServer) => {
  describeHost('is the same', { parseServer }, (host) => {
    describe.each(cases)('in %s', (_case, write) => {
      test.each(logIns)('at a log-in by %s', async (_way, logIn) => {
        const { objectId, email } = await withAddress(host())
        expect(JSON.stringify((await logIn(host(), write(email))).body)).toContain(objectId)
      })

      test.each(resets)('for a reset, by %s: its link sets the password', async (_way, ask) => {
        const { username, email, stored } = await withAddress(host())
        expect((await ask(host(), write(email))).status).toBe(200)
        const [token] = tokensIn((await mailbox.next({ to: stored })).links)
        const url = `${host().url}/parse/apps/${host().appId}/request_password_reset`
        const rawBody = new URLSearchParams({
          token: String(token),
          new_password: 'another horse',
        }).toString()
        const headers = {
          'Content-Type': 'application/x-www-form-urlencoded',
          'X-Requested-With': 'XMLHttpRequest',
        }
        expect((await send(host(), 'POST', url, { rawBody, headers })).status).toBe(200)
        const body = { username, password: 'another horse' }
        expect((await rest(host(), 'POST', '/login', { body })).status).toBe(200)
      })

      test.each(resends)('for another verification mail, by %s: its link works', async (_way, ask) => {
        const { objectId, email, stored, links: former } = await withAddress(host())
        expect((await ask(host(), write(email))).status).toBe(200)
        const { links } = await mailbox.next({ to: stored })
        expect(tokensIn(links)).not.toEqual(tokensIn(former))
        await openAndPress(links[0]!)
        expect(await storedUser(host(), objectId)).toMatchObject({ emailVerified: true })
      })
    })

    test('for whoever asks the Backendless facade', async () => {
      const { objectId, email } = await withAddress(host())
      const url = `${host().url}/backendless/${facade.applicationId}/${facade.apiKey}/data/Users`
      const where = `email='${email.toLowerCase()}'`
      expect((await send(host(), 'GET', url, { query: { where } })).body).toMatchObject([{ objectId }])
    })

    test('and taken, for a sign-up', async () => {
      const { email } = await withAddress(host())
      const body = { username: newName(), password, email: email.toUpperCase() }
      expect((await rest(host(), 'POST', '/users', { body })).body).toMatchObject({ code: 203 })
    })

    test.each(['email', 'username'])('of two sign-ups at once, one gets it, as %s', async (field) => {
      for (let round = 0; round < 5; round += 1) {
        const text = field === 'email' ? newAddress() : newName()
        const answers = await Promise.all(
          cases.map(([, write]) =>
            rest(host(), 'POST', '/users', { body: { username: newName(), password, [field]: write(text) } }),
          ),
        )
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400])
        const taken = field === 'email' ? 203 : 202
        expect(answers.map(({ body }) => (body as UserBody).code)).toEqual(
          expect.arrayContaining([taken, taken]),
        )
      }
    })
  })
})

describeHost('two addresses of which only the case is another, from before', {}, (host) => {
  test('are each the one of its own user, and in a third case nobody’s', async () => {
    const address = newAddress()
    const users = []
    for (const [, write] of cases.slice(0, 2)) {
      const user = await signUp(host(), { email: newPerson().email })
      await writeRow(host(), user.objectId, { email: write(address) })
      users.push({ ...user, email: write(address) })
    }
    for (const { objectId, email } of users) {
      const { body } = await rest(host(), 'POST', '/login', { body: { email, password } })
      expect(body).toMatchObject({ objectId })
    }
    const { body } = await rest(host(), 'POST', '/login', { body: { email: address, password } })
    expect(body).toMatchObject({ code: 101 })
  })
})

describeHost('a name in another case', {}, (host) => {
  test('is no name to log in with, as Parse Server has it', async () => {
    const { username } = await signUp(host(), {})
    const body = { username: username.toLowerCase(), password }
    expect((await rest(host(), 'POST', '/login', { body })).body).toMatchObject({ code: 101 })
    expect(await usersWhere(host(), { username })).toHaveLength(1)
  })
})

describeHost(
  'a name in another case, where Parse Server writes it in lower case',
  { parseServer: { convertUsernameToLowercase: true } },
  (host) => {
    test.each(cases)('is the same in %s', async (_case, write) => {
      const { username, objectId } = await signUp(host(), {})
      const body = { username: write(username), password }
      expect((await rest(host(), 'POST', '/login', { body })).body).toMatchObject({ objectId })
    })

    test('asks the page of an old link for another mail', async () => {
      const { username, stored, links } = await withAddress(host())
      const url = `${host().url}/parse/apps/${host().appId}/resend_verification_email`
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      const rawBody = new URLSearchParams({ username: username.toUpperCase() }).toString()
      await send(host(), 'POST', url, { rawBody, headers })
      expect(tokensIn((await mailbox.next({ to: stored })).links)).not.toEqual(tokensIn(links))
    })

    test('that was chosen before is found as it was written', async () => {
      const { objectId, username } = await signUp(host(), {})
      await writeRow(host(), objectId, { username })
      for (const [, write] of cases) {
        const body = { username: write(username), password }
        expect((await rest(host(), 'POST', '/login', { body })).body).toMatchObject({ objectId })
      }
    })
  },
)
