/** The link with which operators log in as users: for minutes, once, in the browser that presses the button. */
import { openPage } from '../../support/pages'
import { rest } from '../../support/rest'
import { after } from '../../auth/mfa/second-factor'
import { describeOperating, type User } from './operating'

/** Sends the form of the page, as a browser does that has opened it, and follows nowhere. */
async function press(url: string, headers: Record<string, string> = {}) {
  const { form } = await openPage(url)
  if (!form) throw new Error('There is no form on the page.')
  const body = new URLSearchParams(form.fields)
  const answer = await fetch(form.action, { method: 'POST', body, headers, redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie') ?? ''
  return { status: answer.status, to: answer.headers.get('location'), cookie, html: await answer.text() }
}

describeOperating(
  'the link to log in as a user',
  (given) => {
    const linkFor = async ({ objectId: userId }: User, caller: object = { master: true }, operator = 'Bob') =>
      (await given().call('accountsLogInAs', { userId, operator }, caller)).body.result as {
        url: string
        expiresAt: { iso: string }
      }
    const tokenIn = (cookie: string) => /^accounts-session-\w+=(r:\w+);/.exec(cookie)?.[1] ?? ''
    const me = (sessionToken: string) => rest(given().host, 'GET', '/users/me', { sessionToken })

    test('opens a session for an hour, and tells who it was', async () => {
      const { signUp, events, host } = given()
      const user = await signUp()
      const { url, expiresAt } = await linkFor(user)
      expect(Date.parse(expiresAt.iso) - Date.now()).toBeLessThanOrEqual(300_000)
      expect(url).toContain(`${host.url}/auth/log-in-as?token=`)
      const page = await openPage(url, { headers: { 'Accept-Language': 'de' } })
      expect([page.status, page.heading]).toEqual([200, `Als ${user.username} anmelden?`])
      expect(events().map(({ type }) => type)).toEqual(['signUp'])
      const { status, to, cookie } = await press(url)
      expect([status, to]).toEqual([303, `${host.url}/home`])
      expect(cookie).toContain('Max-Age=3600;')
      expect((await me(tokenIn(cookie))).body.objectId).toBe(user.objectId)
      expect(events().at(-1)).toMatchObject({
        type: 'loginAs',
        userId: user.objectId,
        by: 'master',
        operator: 'Bob',
      })
      const [session] = await host.accounts.sessions.list(user.objectId)
      expect(Number(session?.expiresAt) - Date.now()).toBeLessThanOrEqual(3_600_000)
    })

    test('tells of the user who has the role, though somebody else presses the button', async () => {
      const { signUp, roleWith, events } = given()
      const [user, operator] = [await signUp(), await signUp()]
      await roleWith('Support', [operator])
      const { url } = await linkFor(user, operator)
      await press(url)
      expect(events().at(-1)).toMatchObject({ type: 'loginAs', by: operator.objectId })
      expect(events().at(-1)).not.toHaveProperty('operator')
    })

    test('works once, however many press at once; opening it uses nothing up', async () => {
      const user = await given().signUp()
      const { url } = await linkFor(user)
      for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(url, { method })).status).toBe(200)
      const answers = await Promise.all(Array.from({ length: 10 }, () => press(url)))
      const statuses = answers.map(({ status }) => status).sort()
      expect(statuses).toEqual([303, ...Array.from({ length: 9 }, () => 404)])
      expect(answers.find(({ status }) => status === 404)?.html).toContain('This link no longer works')
    })

    test('opens nothing from another site, changed, too old, or for who is gone', async () => {
      const { signUp, host } = given()
      const user = await signUp()
      const { url } = await linkFor(user)
      const away = await press(url, { 'Sec-Fetch-Site': 'cross-site' })
      expect([away.status, away.cookie]).toEqual([403, ''])
      for (const wrong of [url.slice(0, -2), url.replace(/token=.*/, 'token=x'), url.replace(/\?.*/, '')])
        expect((await fetch(wrong)).status).toBe(404)
      await after(301_000, async () => expect((await fetch(url)).status).toBe(404))
      const page = await openPage(url)
      await host.accounts.users.delete(user.objectId)
      const body = new URLSearchParams(page.form?.fields)
      expect((await fetch(page.form!.action, { method: 'POST', body })).status).toBe(404)
      expect(await host.accounts.users.logInAs(user.objectId)).toBeUndefined()
    })

    test('works for who is blocked, as loginAs does', async () => {
      const { signUp, host } = given()
      const user = await signUp()
      await host.accounts.users.block(user.objectId)
      const link = await host.accounts.users.logInAs(user.objectId, { operator: 'Bob' })
      const { cookie } = await press(String(link?.url))
      expect((await me(tokenIn(cookie))).status).toBe(200)
    })
  },
  { pages: { afterSignIn: '/home' } },
)

const app = 'https://app.example.com'

describeOperating(
  'the link to log in as a user, where apps are handed a code',
  (given) => {
    test.each([
      ['whoever’s code it is', {}],
      ['the code of an operator', { by: 'operator' }],
    ])('hands an app that takes %s that of the session, and sets no cookie', async (_what, asked) => {
      const { signUp, host } = given()
      const user = await signUp()
      const link = await host.accounts.users.logInAs(user.objectId, { operator: 'Bob' })
      const { status, to, cookie } = await press(String(link?.url))
      const next = new URL(String(to))
      expect([status, next.origin, next.pathname]).toEqual([303, app, '/home'])
      expect(cookie).toMatch(/^accounts-session-\w+=; Max-Age=0/)
      const headers = { 'Content-Type': 'application/json', Origin: app }
      const code = next.searchParams.get('code')
      const exchange = (fields: object) =>
        fetch(`${host.url}/auth/session`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ code, ...fields }),
        })
      for (const wrong of [{ code_verifier: 'v'.repeat(43) }, { code_verifier: null }, { by: 'user' }])
        expect((await exchange({ ...asked, ...wrong })).status).toBe(404)
      const answer = await exchange(asked)
      const { sessionToken } = (await answer.json()) as { sessionToken: string }
      expect((await rest(host, 'GET', '/users/me', { sessionToken })).body.objectId).toBe(user.objectId)
      const [session] = await host.accounts.sessions.list(user.objectId)
      expect(Number(session?.expiresAt) - Date.now()).toBeLessThanOrEqual(3_600_000)
    })
  },
  { pages: { handOver: 'code', afterSignIn: `${app}/home` } },
)
