/** The pages to sign in, up and out, and the session that a host gets from a browser. */
import type { Express, Request, Response } from 'express'
import type { Accounts } from '../../index'
import { describeWithBrowser } from '../support/browser'
import { newSecret, useClock } from '../auth/mfa/second-factor'
import { type AccountPage, openAndPress, openPage } from '../support/pages'
import { rest } from '../support/rest'
import { describeAccountPages } from './account-pages'

const password = 'correct-horse'

/** Tries that fail, until there were too many. */
async function untilLimited(attempt: () => ReturnType<typeof sent>) {
  let answer = await attempt()
  while (answer.status === 400) answer = await attempt()
  return answer
}

/** A form that is sent without following where it leads. */
async function sent(page: AccountPage, typed: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams({ ...page.form?.fields, ...typed })
  const answer = await fetch(page.form!.action, { method: 'POST', body, headers, redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie')
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    cookie,
    sent: { Cookie: cookie?.split(';')[0] ?? '' },
    html: await answer.text(),
  }
}

let accounts: Accounts

describeAccountPages(
  'the pages to sign in',
  (given) => {
    const open = (name: string) => openPage(given().page(name))
    const me = async (headers: Record<string, string>, method = 'GET') =>
      (await fetch(`${given().host.url}/me`, { method, headers })).json() as Promise<unknown>

    test('open a session in a cookie, which the host can read and a script can’t', async () => {
      const user = await given().newcomer()
      for (const username of [user.username, user.email]) {
        const entered = await sent(await open('sign-in'), { username, password })
        expect([entered.status, entered.to]).toEqual([303, `${given().host.url}/home`])
        expect(entered.cookie).toMatch(
          /^accounts-session-[0-9a-f]{8}=r:\w+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
        )
        expect(await me(entered.sent)).toEqual({ userId: user.objectId, email: user.email, token: true })
        for (const wrong of ['r:00000000000000000000000000000000', '%00'])
          expect(await me({ Cookie: entered.sent.Cookie.replace(/r:.*/, wrong) })).toBeNull()
      }
      expect(await me({})).toBeNull()
    })

    test('open none for what another site sends with the cookie', async () => {
      const { username } = await given().newcomer()
      const { sent: cookie } = await sent(await open('sign-in'), { username, password })
      const { origin } = new URL(given().host.url)
      const ways: [Record<string, string>, boolean][] = [
        [{ 'Sec-Fetch-Site': 'same-origin' }, true],
        [{ Origin: origin }, true],
        [{}, true],
        [{ 'Sec-Fetch-Site': 'cross-site' }, false],
        [{ 'Sec-Fetch-Site': 'same-site' }, false],
        [{ Origin: 'https://evil.example' }, false],
        [{ Origin: 'null' }, false],
      ]
      for (const [headers, isOpen] of ways)
        expect([headers, (await me({ ...cookie, ...headers }, 'POST')) !== null]).toEqual([headers, isOpen])
      expect(await me({ ...cookie, 'Sec-Fetch-Site': 'cross-site' })).not.toBeNull()
    })

    test.each([
      ['/basket?of=eggs', '/basket?of=eggs'],
      ['https://shop.example.com/basket', 'https://shop.example.com/basket'],
      ['https://evil.example/', '/home'],
      ['//evil.example/', '/home'],
      ['/\\evil.example/', '/home'],
      ['javascript:alert(1)', '/home'],
      ['https://shop.example.com@evil.example/', '/home'],
      ['', '/home'],
    ])('lead to `?next=%s` where that is allowed: %s', async (next, expected) => {
      const { username } = await given().newcomer()
      const page = await open(`sign-in?next=${encodeURIComponent(next)}`)
      const { to } = await sent(page, { username, password })
      expect(to).toBe(new URL(expected, given().host.url).href)
    })

    test('say what is wrong, the same for a wrong name and a wrong password', async () => {
      const { username } = await given().newcomer()
      const page = await open('sign-in')
      const answers = [
        await sent(page, { username, password: 'wrong' }),
        await sent(page, { username: `${username}x`, password: 'wrong' }),
      ]
      const [first, second] = answers.map(({ status, cookie, html }) => ({ status, cookie, html }))
      expect(first).toMatchObject({ status: 400, cookie: null })
      expect(first?.html).toContain('User name and password don’t match.')
      const without = (html = '') => html.replace(/value="[^"]*"/g, '')
      expect(without(second?.html)).toBe(without(first?.html))
      await sent(page, { username, password: 'wrong' })
      await sent(page, { username, password: 'wrong' })
      expect((await sent(page, { username, password })).html).toContain('This account is locked')
    })

    test('are for forms of ours only', async () => {
      const { username } = await given().newcomer()
      const page = await open('sign-in')
      expect(page.headers.get('referrer-policy')).toBe('same-origin')
      for (const headers of [
        { Origin: 'null' },
        { Origin: 'https://evil.example' },
        { 'Sec-Fetch-Site': 'cross-site' },
      ])
        expect(await sent(page, { username, password }, headers as Record<string, string>)).toMatchObject({
          status: 403,
          cookie: null,
        })
      expect((await sent(page, { username, password, form: '' })).status).toBe(403)
    })

    test('create an account, whose address gets its mail', async () => {
      const email = `new-${Date.now()}@example.com`
      const page = await open('sign-up')
      expect((await sent(page, { email: 'ann', new_password: password })).html).toContain(
        'Please enter an e-mail address',
      )
      expect((await sent(page, { email, new_password: 'short' })).html).toContain(
        'This password is too short',
      )
      const created = await sent(page, { email, new_password: password })
      expect([created.status, created.to]).toEqual([303, `${given().host.url}/home`])
      expect(await me(created.sent)).toMatchObject({ email })
      expect(await given().linkTo({ email })).toContain('verify_email')
      const again = await sent(page, { email, new_password: password })
      expect([again.status, again.cookie]).toEqual([400, null])
      expect(again.html).toContain('There is an account with this address already')
    })

    test('end the session when somebody signs out', async () => {
      const { username } = await given().newcomer()
      const { sent: cookie } = await sent(await open('sign-in'), { username, password })
      const left = await sent(await open('sign-out'), {}, cookie)
      expect([left.status, left.to]).toEqual([303, `${given().host.url}/home`])
      expect(left.cookie).toMatch(/^accounts-session-[0-9a-f]{8}=; Max-Age=0;/)
      expect(await me(cookie)).toBeNull()
    })

    describeWithBrowser('in a browser', (browser) => {
      test('lead from a new account to the host and out again, with and without scripts', async () => {
        for (const javaScriptEnabled of [true, false]) {
          const context = await browser().newContext({ javaScriptEnabled })
          const page = await context.newPage()
          await page.goto(given().page('sign-in?next=/me'))
          await page.getByRole('link', { name: 'Create an account' }).click()
          const email = `browser-${String(javaScriptEnabled)}@example.com`
          await page.getByLabel('E-mail address').fill(email)
          await page.getByLabel('Password', { exact: true }).fill(password)
          await page.getByRole('button', { name: 'Create account' }).click()
          await page.getByText(email).waitFor()
          expect(new URL(page.url()).pathname).toBe('/me')
          await page.goto(given().page('sign-out'))
          await page.getByRole('button', { name: 'Sign out' }).click()
          await page.goto(given().page('sign-in?next=/me'))
          await page.getByLabel('E-mail address or user name').fill(email)
          await page.getByLabel('Password', { exact: true }).fill(password)
          await page.keyboard.press('Enter')
          await page.getByText(email).waitFor()
          await context.close()
          const { results } = (
            await rest(given().host, 'GET', '/users', { master: true, query: { where: { email } } })
          ).body as { results: unknown[] }
          expect(results).toHaveLength(1)
        }
      })
    })
  },
  {
    pages: { afterSignIn: '/home', origins: ['https://shop.example.com'] },
    parseServer: { accountLockout: { duration: 5, threshold: 3 } },
    configure: (given) => (accounts = given),
    before: (app: Express) =>
      void app.all('/me', async (req: Request, res: Response) => {
        const session = await accounts.sessionOf(req)
        res.json(
          session && {
            userId: session.userId,
            email: session.user.get('email'),
            token: session.sessionToken.startsWith('r:'),
          },
        )
      }),
  },
)

describeAccountPages(
  'the pages to sign in, of a host that wants verified addresses and second factors',
  (given) => {
    const open = (name: string) => openPage(given().page(name))
    const { tick, codeOf } = useClock()

    test('ask to confirm a new address first, and send that mail again', async () => {
      const email = 'careful@example.com'
      const created = await sent(await open('sign-up'), { email, new_password: password })
      expect([created.status, created.cookie]).toEqual([200, null])
      expect(created.html).toContain('<h1 id="heading">One more step</h1>')
      const refused = await sent(await open('sign-in'), { username: email, password })
      expect([refused.status, refused.cookie]).toEqual([400, null])
      expect(refused.html).toContain('Please confirm your e-mail address first')
      expect(refused.html).toContain('href="./resend?locale=en"')
      await openAndPress(await given().linkTo({ email }))
      expect((await sent(await open('sign-in'), { username: email, password })).status).toBe(303)
    })

    test('ask for the code of a second factor', async () => {
      const user = await given().newcomer()
      const secret = newSecret()
      const mfa = { secret, token: codeOf({ secret }) }
      const path = `/users/${user.objectId}`
      const operator = { master: true, body: { emailVerified: true } }
      await rest(given().host, 'PUT', path, operator)
      const { sessionToken } = (
        await rest(given().host, 'POST', '/login', { body: { username: user.username, password } })
      ).body as { sessionToken: string }
      const set = await rest(given().host, 'PUT', path, { sessionToken, body: { authData: { mfa } } })
      expect(set.status).toBe(200)
      tick()
      const page = await open('sign-in')
      const credentials = { username: user.username, password }
      const tries = [
        [' ', 'enter its code, or one of your recovery codes', ''],
        ['000 000', 'This code is wrong', 'aria-describedby="problem lead" aria-invalid="true" autofocus'],
      ] as const
      for (const [code, said, marks] of tries) {
        const asked = await sent(page, { ...credentials, code })
        expect([asked.status, asked.cookie]).toEqual([400, null])
        expect(asked.html).toContain(said)
        const [field] = /<input id="code"[^>]*>/.exec(asked.html) ?? []
        expect(field).toContain(marks)
      }
      const code = codeOf({ secret }).replace(/^\d{3}/, ' $& ')
      expect((await sent(page, { ...credentials, code })).status).toBe(303)
    })

    test('say when to come back after too many failures', async () => {
      const page = await open('sign-in')
      const answer = await untilLimited(() => sent(page, { username: 'nobody', password: 'wrong' }))
      expect(answer.status).toBe(429)
      expect(answer.html).toMatch(/Please come back and try again in \d+ (minute|second|hour)/)
    })
  },
  {
    limits: { logIn: { perAccountAndAddress: { max: 4, seconds: 900 } } },
    parseServer: { preventLoginWithUnverifiedEmail: true, auth: { mfa: { options: ['TOTP'] } } },
  },
)
