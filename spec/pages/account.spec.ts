/** The account page: who sees it, and what users change of themselves there. */
import type { SecurityEvent } from '../../index'
import { describeWithBrowser } from '../support/browser'
import { rest } from '../support/rest'
import { type AccountPages, describeAccountPages } from './account-pages'
import { signIn } from './member'

const password = 'correct-horse'
const deletions: SecurityEvent[] = []
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** Parts of the page, without tags. */
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#39;', '’')

describeAccountPages(
  'the account page',
  (given) => {
    const member = async ({ host, newcomer }: AccountPages, device = '') => {
      const user = await newcomer()
      return { user, ...(await signIn(host.url, user.username, password, { device })) }
    }
    const stored = async (objectId: string) =>
      (await rest(given().host, 'GET', `/users/${objectId}`, { master: true })).body as Record<
        string,
        unknown
      >

    afterEach(() => void jest.restoreAllMocks())

    test('is for whoever is signed in, and leads all others there first, in the language that was asked for', async () => {
      const asked = await fetch(given().page('account?locale=de'), { redirect: 'manual' })
      expect([asked.status, asked.headers.get('location')]).toEqual([
        303,
        `${given().host.url}/auth/sign-in?locale=de&next=%2Fauth%2Faccount%3Flocale%3Dde`,
      ])
      const { user, open } = await member(given())
      const { status, html, headers } = await open()
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
      for (const text of ['Your account', user.username, user.email, 'Not confirmed yet', 'This device'])
        expect(textOf(html)).toContain(text)
      for (const secret of ['$2', 'r:', 'perishable', 'verify_token']) expect(html).not.toContain(secret)
    })

    test('changes name and address for who knows the password', async () => {
      const { user, send, open } = await member(given())
      const [other] = [await given().newcomer()]
      const tries = [
        [{ username: 'new-name' }, 'This is not your current password.'],
        [{ username: 'new-name', password: 'wrong' }, 'This is not your current password.'],
        [{ username: '', password }, 'Please enter a user name.'],
        [{ username: other.username, password }, 'This user name is taken'],
      ] as const
      for (const [fields, said] of tries) {
        const refused = await send('name', fields)
        expect([refused.status, textOf(refused.html).includes(said)]).toEqual([400, true])
      }
      const named = await send('name', { username: `${user.username}-x`, password })
      expect([named.status, named.to?.search]).toEqual([303, '?locale=en&done=saved'])
      expect(textOf((await open(named.to?.search)).html)).toContain('Your change is saved.')
      expect((await send('email', { email: other.email, password })).html).toContain(
        'Another account has this address.',
      )
      expect((await send('email', { email: 'ann', password })).html).toContain(
        'Please enter an e-mail address',
      )
      expect((await send('email', { email: `x-${user.email}`, password })).status).toBe(303)
      expect(await stored(user.objectId)).toMatchObject({
        username: `${user.username}-x`,
        email: `x-${user.email}`,
      })
      await given().linkTo({ email: `x-${user.email}` })
      expect((await send('resend')).to?.search).toBe('?locale=en&done=sent')
      await given().linkTo({ email: `x-${user.email}` })
    })

    test('shows an address that waits, and sends its link again', async () => {
      const { user, send, open } = await member(given())
      await rest(given().host, 'PUT', `/users/${user.objectId}`, {
        master: true,
        body: { emailVerified: true },
      })
      const email = `later-${user.email}`
      await send('email', { email, password })
      const { html } = await open()
      for (const text of [`${user.email} Confirmed`, `Waits to be confirmed: ${email}`])
        expect(textOf(html)).toContain(text)
      await given().linkTo({ email })
      await send('resend')
      await given().linkTo({ email })
    })

    test('changes the password, and signs out everywhere else', async () => {
      const { user, send, sessionToken, open } = await member(given())
      const elsewhere = await signIn(given().host.url, user.username, password)
      const before = sessionToken()
      const refusals = [
        [{ password, new_password: '' }, 'Please enter a new password.'],
        [{ password, new_password: 'short' }, 'This password is too short'],
        [{ password: 'wrong', new_password: 'battery-staple' }, 'This is not your current password.'],
      ] as const
      for (const [fields, said] of refusals) expect((await send('password', fields)).html).toContain(said)
      expect((await send('password', { password, new_password: 'battery-staple' })).status).toBe(303)
      expect(sessionToken()).not.toBe(before)
      expect((await open()).status).toBe(200)
      expect((await elsewhere.open()).status).toBe(303)
      expect(await given().canLogIn(user, 'battery-staple')).toBe(true)
    })

    test('shows where somebody is signed in, and signs out there', async () => {
      const { user, send, open } = await member(given())
      const others = [1, 2, 3].map(() =>
        signIn(given().host.url, user.username, password, { device: firefox }),
      )
      const [first, second] = await Promise.all(others)
      const stranger = await member(given())
      const { html } = await open()
      expect(html.match(/Firefox on Windows<\/strong>/g)).toHaveLength(3)
      expect(textOf(html)).toMatch(/Home &lt;en&gt; · (::ffff:)?127\.0\.0\.1 · Last used/)
      expect((await open('?locale=de')).html).toContain('Home &lt;de&gt; · ')
      const idsIn = (text: string) =>
        Array.from(text.matchAll(/name="target" value="(\w+)"/g), ([, id]) => String(id))
      const ids = idsIn(html)
      // With the one that the sign-up has opened.
      expect(ids).toHaveLength(4)
      for (const target of [stranger.user.objectId, 'nothing', ''])
        expect((await send('end-session', { target })).to?.search).toBe('?locale=en')
      for (const target of ids) await stranger.send('end-session', { target })
      expect((await Promise.all([stranger.open(), first!.open()])).map(({ status }) => status)).toEqual([
        200, 200,
      ])
      expect((await send('end-session', { target: ids[0]! })).to?.search).toBe('?locale=en&done=signedOut')
      expect(idsIn((await open()).html)).toHaveLength(3)
      await send('end-others')
      expect(
        (await Promise.all([open(), first!.open(), second!.open()])).map(({ status }) => status),
      ).toEqual([200, 303, 303])
    })

    test('signs out elsewhere for whoever has signed in a short time ago', async () => {
      const { user, send, open } = await member(given())
      const other = await signIn(given().host.url, user.username, password)
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000)
      for (const deed of ['end-session', 'end-others', 'end-all']) {
        const { status, html } = await send(deed)
        expect([deed, status, html.includes('For this, sign in again first')]).toEqual([deed, 400, true])
      }
      expect((await Promise.all([open(), other.open()])).map(({ status }) => status)).toEqual([200, 200])
    })

    test('remembers a language, for mails too', async () => {
      const { user, send, open } = await member(given())
      expect((await send('language', { language: 'de' })).to?.search).toBe('?locale=de&done=saved')
      expect((await stored(user.objectId)).locale).toBe('de')
      expect((await open()).html).toContain('Ihr Konto')
      await send('language', { language: 'tlh' })
      expect((await stored(user.objectId)).locale).toBe('de')
    })

    test('shows what happened lately', async () => {
      const { user, send, open } = await member(given(), firefox)
      await send('name', { username: `${user.username}-y`, password: 'wrong' })
      await send('password', { password, new_password: 'battery-staple' })
      const { html } = await open()
      const activity = textOf(html.slice(html.indexOf('Recent activity')))
      expect(activity).toMatch(/Password changed .*Signed in .*Firefox on Windows.* Account created/)
    })

    test('gives all data in one file, without secrets', async () => {
      const { user, send } = await member(given())
      const { status, headers, html } = await send('export')
      expect([status, headers.get('content-disposition')?.slice(-14)]).toEqual([200, '"account.json"'])
      expect(JSON.parse(html)).toMatchObject({ user: { objectId: user.objectId, email: user.email } })
      expect(html).not.toMatch(/\$2[ab]\$|r:\w{20}/)
    })

    test('deletes an account for who knows the password and means it, and says so by mail', async () => {
      const { user, send, open, cookies } = await member(given())
      await rest(given().host, 'PUT', `/users/${user.objectId}`, {
        master: true,
        body: { emailVerified: true },
      })
      expect((await send('delete', { confirmed: 'yes' })).html).toContain(
        'This is not your current password.',
      )
      expect((await send('delete', { password })).html).toContain('Please confirm that you mean it.')
      const deleted = await send('delete', { password, confirmed: 'yes' })
      expect([deleted.status, textOf(deleted.html).includes('Your account is deleted')]).toEqual([200, true])
      expect(cookies.has('accounts-session')).toBe(false)
      expect((await open()).status).toBe(303)
      expect((await stored(user.objectId)).code).toBe(101)
      const mail = await given().mailbox.next({ to: user.email })
      expect(mail.subject).toBe('Your Spec App account was deleted')
      expect(deletions.at(-1)).toMatchObject({ userId: user.objectId, by: user.objectId })
    })

    test('takes no form of another site, and shows nothing of what is sent as HTML', async () => {
      const { user, ask, send } = await member(given())
      const body = new URLSearchParams({ do: 'delete', password, confirmed: 'yes' })
      const senders = [
        ['Sec-Fetch-Site', 'cross-site'],
        ['Origin', 'https://evil.example'],
        ['Origin', 'null'],
      ]
      for (const sender of [...senders, []]) {
        const headers = new Headers(sender.length > 0 ? [sender as [string, string]] : [])
        const from = { method: 'POST', body, headers: Object.fromEntries(headers) }
        expect((await ask(given().page('account'), from)).status).toBe(403)
      }
      expect((await stored(user.objectId)).objectId).toBe(user.objectId)
      const { html } = await send('name', { username: '"><script>alert(1)</script>', password: 'wrong' })
      expect(html).not.toContain('<script>alert')
      expect((await send('constructor')).status).toBe(200)
    })

    describeWithBrowser('in a browser', (browser) => {
      test.each([
        ['with', true],
        ['without', false],
      ])(
        '%s scripts, changes a name, saves the data and deletes the account',
        async (_with, javaScriptEnabled) => {
          const user = await given().newcomer()
          const context = await browser().newContext({ javaScriptEnabled })
          const page = await context.newPage()
          await page.goto(given().page('account'))
          await page.getByLabel('E-mail address or user name').fill(user.username)
          await page.getByLabel('Password', { exact: true }).fill(password)
          await page.keyboard.press('Enter')
          await page.getByText('Change User name').click()
          await page.getByLabel('New user name').fill(`${user.username}-z`)
          await page.locator('#name-password').fill('wrong')
          await page.keyboard.press('Enter')
          await page.getByRole('alert').getByText('This is not your current password.').waitFor()
          expect(await page.getByLabel('New user name').inputValue()).toBe(`${user.username}-z`)
          await page.locator('#name-password').fill(password)
          await page.keyboard.press('Enter')
          await page.getByRole('status').getByText('Your change is saved.').waitFor()
          const file = page.waitForEvent('download')
          await page.getByRole('button', { name: 'Download my data' }).click()
          expect((await file).suggestedFilename()).toBe('account.json')
          await page.locator('summary', { hasText: 'Delete your account' }).click()
          await page.locator('#delete-password').fill(password)
          await page.getByLabel('Yes, delete my account for good').check()
          await page.getByRole('button', { name: 'Delete account' }).click()
          await page.getByRole('heading', { name: 'Your account is deleted' }).waitFor()
          expect((await stored(user.objectId)).code).toBe(101)
          await context.close()
        },
      )
    })
  },
  {
    ...{ audit: {}, limits: false, pendingEmail: true },
    pages: { placeOf: async (_address, locale) => `Home <${locale}>` },
    configure: (accounts) =>
      void accounts.on('security', (event) => {
        if (event.type === 'userDeleted') deletions.push(event)
      }),
  },
)
