/** The sessions that operators open as users: users learn nothing of where operators sit, and a link is for an hour. */
import { eventually } from '../../adapters/email/outbox/post-office'
import { graphql } from '../../support/graphql'
import { agents } from '../../support/notices'
import { pageOf } from '../../support/pages'
import { rest } from '../../support/rest'
import { changeRow, inDays, rowsOf } from '../../support/session-rows'
import { memberOf } from '../../pages/member'
import { newVisitor } from '../../pages/provider-flow'
import { after } from '../../auth/mfa/second-factor'
import { describeOperating, type Operating, type User } from './operating'

const headers = { 'User-Agent': agents.firefox }

interface Server {
  Cloud: {
    define: (name: string, run: (request: { params: { userId: string } }) => Promise<unknown>) => void
  }
  User: { loginAs: (userId: string) => Promise<{ getSessionToken: () => string }> }
}

/** An own function of the host's, for who has a session. */
const cloud = ({ Cloud, User }: Server) =>
  Cloud.define('lookAfter', async ({ params }) => (await User.loginAs(params.userId)).getSessionToken())

type Open = (given: Operating, user: User) => Promise<string>

const byLink: Open = async ({ host, call }, { objectId: userId }) => {
  const { body } = await call('accountsLogInAs', { userId }, { master: true })
  const visitor = newVisitor()
  const { form } = await pageOf(await visitor.ask((body as { result: { url: string } }).result.url))
  await visitor.ask(form!.action, { method: 'POST', headers, body: new URLSearchParams(form?.fields) })
  return memberOf(host.url, visitor).sessionToken()
}

const ways: [string, Open][] = [
  [
    'POST /loginAs',
    async ({ host }, { objectId: userId }) => {
      const { body } = await rest(host, 'POST', '/loginAs', { master: true, headers, body: { userId } })
      return String(body.sessionToken)
    },
  ],
  ['a link', byLink],
  [
    'Cloud Code',
    async ({ signUp, call }, { objectId: userId }) => {
      const { sessionToken } = await signUp()
      const { body } = await call('lookAfter', { userId }, { sessionToken, headers })
      return String(body.result)
    },
  ],
]

describeOperating(
  'the session that an operator opens as a user',
  (given) => {
    const begin = async (open: Open) => {
      const { signUp, host } = given()
      const user = await signUp()
      await host.accounts.sessions.revoke(user.objectId)
      return { user, sessionToken: await open(given(), user) }
    }
    const listOf = ({ objectId }: User) => given().host.accounts.sessions.list(objectId)
    const ofNobody = { provider: 'masterkey', address: undefined, device: undefined }

    test.each(ways)('has neither address nor device, as do those that it opens: %s', async (_way, open) => {
      const { user, sessionToken } = await begin(open)
      expect(await listOf(user)).toMatchObject([ofNobody])
      const opened = await rest(given().host, 'POST', '/sessions', { sessionToken, headers, body: {} })
      expect(opened.status).toBe(201)
      expect(await listOf(user)).toMatchObject([ofNobody, ofNobody])
    })

    test.each(ways)('does what the operator has done, not the user: %s', async (_way, open) => {
      const { user, sessionToken } = await begin(open)
      const { host, events } = given()
      const path = `/users/${user.objectId}`
      const body = { password: 'battery-staple' }
      const changed = await rest(host, 'PUT', path, { sessionToken, headers, body })
      const copy = String(changed.body.sessionToken)
      expect((await rest(host, 'POST', '/logout', { sessionToken: copy, headers, body: {} })).status).toBe(
        200,
      )
      const history = (await host.accounts.users.export(user.objectId))?.history ?? []
      const own = history.filter(({ type }) => type === 'passwordChanged' || type === 'logout')
      expect(own.map((entry) => [entry.ip, entry.device, entry.by])).toEqual(
        Array(2).fill(Array(3).fill(undefined)),
      )
      const another = await open(given(), user)
      expect((await rest(host, 'DELETE', path, { sessionToken: another, headers })).status).toBe(200)
      for (const type of ['passwordChanged', 'logout', 'userDeleted'])
        expect(events().filter((event) => event.type === type)).toMatchObject([{ by: 'master' }])
    })

    test.each(ways)('does not show the id that logs in by itself, which stays: %s', async (_way, open) => {
      const { user } = await begin(open)
      const { host } = given()
      const path = `/users/${user.objectId}`
      const id = `guest of ${user.objectId}`
      const linked = { body: { authData: { anonymous: { id } } }, master: true }
      expect((await rest(host, 'PUT', path, linked)).status).toBe(200)
      const sessionToken = await open(given(), user)
      const seen = [
        (await rest(host, 'GET', '/users/me', { sessionToken })).body,
        (await rest(host, 'GET', path, { sessionToken })).body,
        (await rest(host, 'GET', '/users', { sessionToken })).body,
        (await graphql(host, '{ viewer { user { authData } } }', { sessionToken })).body,
        (await rest(host, 'POST', '/sessions', { sessionToken, body: {} })).body,
        (await rest(host, 'GET', '/sessions/me', { sessionToken, query: { include: 'user' } })).body,
      ]
      expect(JSON.stringify(seen)).not.toContain(id)
      expect(seen[0]).toMatchObject({ authData: { anonymous: {} } })
      const echo = { authData: { anonymous: {} }, nickname: 'Ann' }
      expect((await rest(host, 'PUT', path, { sessionToken, body: echo })).status).toBe(200)
      const { body } = await rest(host, 'POST', '/users', { body: { authData: { anonymous: { id } } } })
      expect(body).toMatchObject({ objectId: user.objectId, nickname: 'Ann' })
    })

    test.each(ways)('gets none by its use, which is noted: %s', async (_way, open) => {
      const { user, sessionToken } = await begin(open)
      await changeRow(given().host, sessionToken, { accountsLastUsedAt: inDays(-1) })
      expect((await rest(given().host, 'GET', '/users/me', { sessionToken, headers })).status).toBe(200)
      const isNoted = ([session]: Awaited<ReturnType<typeof listOf>>) =>
        Number(session?.lastUsedAt) > Date.now() - 60_000
      await eventually(() => listOf(user), isNoted)
      expect(await listOf(user)).toMatchObject([ofNobody])
    })
  },
  { pages: { afterSignIn: '/home' }, parseServer: { cloud } as never },
)

describeOperating(
  'the session that a link opens, where no other one ends by itself',
  (given) => {
    test('ends after an hour all the same', async () => {
      const { signUp, host } = given()
      const user = await signUp()
      const sessionToken = await byLink(given(), user)
      const me = (token: string) => rest(host, 'GET', '/users/me', { sessionToken: token })
      expect((await me(sessionToken)).status).toBe(200)
      const [session] = await host.accounts.sessions.list(user.objectId)
      expect(Number(session?.expiresAt) - Date.now()).toBeLessThanOrEqual(3_600_000)
      await after(3_601_000, async () => {
        expect((await me(sessionToken)).body.code).toBe(209)
        expect((await me(user.sessionToken)).status).toBe(200)
      })
    })
  },
  { pages: { afterSignIn: '/home' }, parseServer: { expireInactiveSessions: false } as never },
)

describeOperating(
  'the session that a link opens, where sessions are short and use renews them,',
  (given) => {
    const start = async () => {
      const user = await given().signUp()
      const sessionToken = await byLink(given(), user)
      const rows = () => rowsOf(given().host, user.objectId)
      const endOf = async (token: string) =>
        (await rows()).find((row) => row.sessionToken === token)?.expiresAt
      return { user, sessionToken, endOf }
    }
    const use = (sessionToken: string) => rest(given().host, 'GET', '/users/me', { sessionToken })

    test('ends as soon as others, and is not renewed', async () => {
      const { user, sessionToken, endOf } = await start()
      const [first, others] = [await endOf(sessionToken), await endOf(user.sessionToken)]
      expect(Date.parse(String(first?.iso)) - Date.now()).toBeLessThanOrEqual(1_800_000)
      await after(1_000_000, async () => {
        expect((await use(sessionToken)).status).toBe(200)
        const usedByUser = async () => {
          await use(user.sessionToken)
          return endOf(user.sessionToken)
        }
        await eventually(usedByUser, (end) => end?.iso !== others?.iso)
        expect(await endOf(sessionToken)).toEqual(first)
      })
    })
  },
  {
    pages: { afterSignIn: '/home' },
    parseServer: { extendSessionOnUse: true, sessionLength: 1800 } as never,
  },
)
