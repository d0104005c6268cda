/** What a password has to be, whichever way it is set. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { waysToWrite } from '../../support/own-row'
import { openPage } from '../../support/pages'
import { rest } from '../../support/rest'
import {
  backendlessOptions,
  canLogIn,
  choose,
  cloud,
  good,
  newUser,
  type NewUser,
  refusalIn,
  registerAtBackendless,
  resetLink,
  signedUp,
  waysToSignUp,
} from './ways'

let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.close())

type Refused = [what: string, passwordOf: (user: NewUser) => string, message: string]

const refused: Refused[] = [
  ['7 characters', () => 'ab1-cd2', 'Password is too short: use at least 8 characters.'],
  ['7 characters of several units', () => '😀'.repeat(7), 'too short'],
  ['73 bytes', () => `a${'é'.repeat(36)}`, 'Password is too long: use at most 72 bytes'],
  ['a common password', () => 'trustno1', 'Password is one of the most common'],
  ['one in another case and width', () => 'ＴＲＵＳＴno1', 'Password is one of the most common'],
  ['the user name', ({ username }) => username.toUpperCase(), 'Password is your user name'],
  ['the address', ({ email }) => email, 'Password is your e-mail address'],
  ['its local part', ({ email }) => email.split('@')[0]!, 'Password is your e-mail address'],
  ['the name of the app', () => 'SPEC app', 'Password is the name of the app'],
]
const taken: [string, string][] = [
  ['8 characters', 'ab1-cd2e'],
  ['8 letters of one kind', 'xkqzwvbj'],
  ['72 bytes', 'é'.repeat(36)],
  ['any Unicode', '密码 пароль 😀'],
]

/** One that is told from the password alone, and one that needs the user. */
const eachWay = refused.filter(([what]) => ['a common password', 'the address'].includes(what))

/** In words for people. */
const words: Record<string, RegExp> = {
  'a common password': /one of the most common passwords/,
  'the address': /Others know this/,
}

describeWithDatabase('a password', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      backendless: backendlessOptions,
      email: { transport: mailbox.url, from: 'app@example.com' },
      notices: { passwordChanged: false },
      parseServer: { cloud },
    })
  })
  afterAll(() => host.close())

  const saying = (message: string, code = 142) => ({
    code,
    error: expect.stringContaining(message) as string,
  })

  describe('of a sign-up', () => {
    test.each(refused)('is refused: %s', async (_what, passwordOf, message) => {
      const user = newUser()
      const { body } = await rest(host, 'POST', '/users', { body: { ...user, password: passwordOf(user) } })
      expect(body).toEqual(saying(message))
    })

    test.each(taken)('is taken: %s', async (_what, password) => {
      const { username } = await signedUp(host, newUser(password))
      expect(await canLogIn(host, username, password)).toBe(true)
    })
  })

  describe.each(waysToSignUp)('of a sign-up by %s', (_way, signUp) => {
    test.each(eachWay)('is refused: %s', async (_what, passwordOf, message) => {
      const user = newUser()
      const password = passwordOf(user)
      expect(refusalIn(await signUp(host, { ...user, password }))).toEqual(saying(message))
      expect(await canLogIn(host, user.username, password)).toBe(false)
    })

    test('is taken', async () => {
      const user = newUser()
      await signUp(host, user)
      expect(await canLogIn(host, user.username, good)).toBe(true)
    })
  })

  // There the address is the name.
  test.each(eachWay)(
    'of a registration at Backendless’ routes is refused: %s',
    async (_what, passwordOf, message) => {
      const user = newUser()
      const { status, body } = await registerAtBackendless(host, { ...user, password: passwordOf(user) })
      const words = message.includes('e-mail') && passwordOf(user) === user.email ? 'user name' : message
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { code: 3021, message: expect.stringContaining(words) as string },
      })
    },
  )

  describe.each(waysToWrite)('of an update by %s', (_way, write) => {
    test.each(eachWay)('is refused: %s', async (_what, passwordOf, message) => {
      const user = await signedUp(host)
      const answer = await write(host, user.sessionToken, user.objectId, { password: passwordOf(user) })
      expect(refusalIn(answer)).toEqual(saying(message))
      expect(await canLogIn(host, user.username, user.password)).toBe(true)
    })

    test('is judged by a name that is set with it', async () => {
      const { sessionToken, objectId } = await signedUp(host)
      const { username } = newUser()
      const answer = await write(host, sessionToken, objectId, { username, password: username })
      expect(refusalIn(answer)).toEqual(saying('user name'))
    })
  })

  describe('of a reset', () => {
    test.each(eachWay)('is refused to a script, and its link stays good: %s', async (_what, of, message) => {
      const user = await signedUp(host)
      const link = await resetLink(host, mailbox, user)
      const answer = await choose(link, of(user))
      expect([answer.status, await answer.json()]).toEqual([400, saying(message, -1)])
      expect((await choose(link, 'battery-staple')).status).toBe(200)
      expect(await canLogIn(host, user.username, 'battery-staple')).toBe(true)
    })

    test.each(eachWay)('is refused on the page, which says why: %s', async (what, of) => {
      const user = await signedUp(host)
      const answer = await choose(await resetLink(host, mailbox, user), of(user), false)
      expect(answer.status).toBe(303)
      const { status, html } = await openPage(String(answer.headers.get('location')))
      expect([status, html]).toEqual([400, expect.stringMatching(words[what]!)])
      expect(await canLogIn(host, user.username, user.password)).toBe(true)
    })
  })

  test('set with the master key has 72 bytes at the most, and may be anything else', async () => {
    const user = await signedUp(host, newUser('x'), true)
    expect(await canLogIn(host, user.username, 'x')).toBe(true)
    const put = (password: string) =>
      rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body: { password } })
    expect((await put(user.username)).status).toBe(200)
    expect(refusalIn(await put('é'.repeat(37)))).toEqual(saying('too long'))
  })

  test('tells nothing of a user to another one', async () => {
    const [other, { sessionToken }] = [await signedUp(host), await signedUp(host)]
    const put = async (password: string) => {
      const { status, body } = await rest(host, 'PUT', `/users/${other.objectId}`, {
        sessionToken,
        body: { password },
      })
      return { status, body: body as unknown }
    }
    expect(await put(other.email)).toEqual(await put(good))
  })
})
