/** Steps that the host has pages of its own for: those win, one by one, and get what Parse documents. */
import type { Express } from 'express'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { openPage, sendForm } from '../support/pages'
import { describeAccountPages, tokenIn } from './account-pages'

const site = 'https://www.example.com'

/** Where a redirect leads, without and with its query. */
async function redirectOf(url: string | URL, init: RequestInit = {}) {
  const { status, headers } = await fetch(url, { redirect: 'manual', ...init })
  const location = new URL(headers.get('location') ?? 'https://nowhere.example')
  return {
    status,
    to: location.origin + location.pathname,
    params: Object.fromEntries(location.searchParams),
  }
}

const german = { 'Accept-Language': 'de-AT, en;q=0.5' }

describeAccountPages(
  'a host with some pages of its own',
  (given) => {
    const documented = () => ({
      appId: 'spec-app',
      appName: 'Spec App',
      publicServerUrl: given().host.apiUrl,
    })

    test('gets who follows a reset link, with the token and a language', async () => {
      const link = await given().askForReset(await given().newcomer())
      const params = { ...documented(), token: tokenIn(link) }
      expect(await redirectOf(link)).toEqual({
        status: 303,
        to: `${site}/auth/reset-password`,
        params: { ...params, locale: 'en' },
      })
      const bare = link.replace(/&locale=.*/, '')
      expect((await redirectOf(bare, { headers: german })).params).toEqual({ ...params, locale: 'de-AT' })
      const body = new URLSearchParams({ token: tokenIn(link), new_password: 'battery-staple' })
      const action = link.replace(/\?.*/, '')
      const saved = await fetch(action, { method: 'POST', body, redirect: 'manual' })
      expect([saved.status, saved.headers.get('location')]).toEqual([303, expect.stringMatching(/^myapp:/)])
      expect((await redirectOf(link)).to).toBe(given().page('invalid-link'))
    })

    test('gets who opens a verification link, which is used up by that, as the guide has it', async () => {
      const user = await given().newcomer()
      for (const [init, status] of [
        [{ method: 'HEAD' }, 200],
        [{ headers: { 'Sec-Purpose': 'prefetch' } }, 503],
        [{ headers: { Purpose: 'prefetch' } }, 503],
      ] as const)
        expect((await fetch(user.link, { redirect: 'manual', ...init })).status).toBe(status)
      expect(await given().isVerified(user)).toBe(false)
      expect(await redirectOf(user.link)).toEqual({
        status: 303,
        to: `${site}/welcome`,
        params: { ...documented(), locale: 'en' },
      })
      expect(await given().isVerified(user)).toBe(true)
      expect((await openPage(user.link)).heading).toBe('Your e-mail address is confirmed already')
    })

    test('gets who opens a link that is too old, with its token', async () => {
      const user = await given().newcomer()
      await given().expire(user, '_email_verify_token')
      expect(await redirectOf(user.link)).toEqual({
        status: 303,
        to: `${site}/auth/expired`,
        params: { ...documented(), token: tokenIn(user.link), locale: 'en' },
      })
    })

    test('has ours beside them, by whatever names its own go elsewhere', async () => {
      for (const name of ['reset-password', 'resend', 'sign-in', 'account'])
        expect((await openPage(given().page(name))).headers.get('content-security-policy')).toContain(
          "default-src 'none'",
        )
      expect(await (await fetch(given().page('account/of/the/host'))).text()).toBe('own')
    })

    test('keeps the cookies that it sets itself', async () => {
      const page = await openPage(given().page('sign-in'))
      const { username } = await given().newcomer()
      const body = new URLSearchParams({ ...page.form?.fields, username, password: 'correct-horse' })
      const { headers } = await fetch(page.form!.action, { method: 'POST', body, redirect: 'manual' })
      expect(headers.getSetCookie().map((cookie) => cookie.split('=')[0])).toEqual([
        'consent',
        expect.stringMatching(/^accounts-session-/),
      ])
    })

    test('may have a form that leads to its app', async () => {
      const { headers } = await openPage(given().page('resend'))
      expect(headers.get('content-security-policy')).toMatch(/form-action [^;]* myapp:/)
    })
  },
  {
    parseServer: {
      customPages: {
        choosePassword: `${site}/auth/reset-password`,
        verifyEmailSuccess: `${site}/welcome`,
        emailVerificationLinkExpired: `${site}/auth/expired`,
        linkSendFail: `${site}/auth/resend`,
        linkSendSuccess: `${site}/auth/sign-in`,
        passwordResetSuccess: 'myapp://saved',
      },
    },
    before: (app: Express) =>
      void app.use((_req, res, next) => {
        res.cookie('consent', 'given')
        next()
      }),
    after: (app: Express) => void app.get('/auth/*path', (_req, res) => void res.send('own')),
  },
)

describeAccountPages(
  'a host with pages at another path, which asks before it verifies',
  (given) => {
    test('shows the button, and its own page then', async () => {
      const user = await given().newcomer()
      const asking = await openPage(user.link)
      expect(asking.url.pathname).toBe('/account/verify-email')
      expect(await given().isVerified(user)).toBe(false)
      const body = new URLSearchParams(asking.form?.fields)
      expect(await redirectOf(asking.form!.action, { method: 'POST', body })).toMatchObject({
        status: 303,
        to: `${site}/welcome`,
      })
      expect(await given().isVerified(user)).toBe(true)
    })

    test('shows the brand of its mails', async () => {
      const { html, url, headers } = await openPage(`${given().host.url}/account/resend`)
      expect(html).toContain('<img src="https://example.com/logo.png" alt="Spec App"')
      expect(html).toContain('<footer>Example Ltd</footer>')
      expect(headers.get('content-security-policy')).toContain("img-src 'self' https://example.com;")
      const style = await (await fetch(new URL('assets/pages.css', url))).text()
      expect(style).toContain('--button: #ffe100; --label: #000000; --border: #7d8590;')
    })

    test('takes so many forms from one address, and says when to come back', async () => {
      const asking = await openPage(`${given().host.url}/account/forgot-password?locale=de`)
      let answer = await sendForm(asking, { email: 'ann@example.com' })
      while (answer.status === 200) answer = await sendForm(asking, { email: 'ann@example.com' })
      expect([answer.status, answer.heading]).toEqual([429, 'Zu viele Versuche'])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(answer.html).toMatch(/Bitte versuchen Sie es in (\d+ (Minuten?|Sekunden?)|1 Stunde) noch einmal/)
      expect((await openPage(`${given().host.url}/account/forgot-password`)).status).toBe(200)
    })
  },
  {
    pages: { path: '/account', verifyOnOpen: false },
    limits: { pages: { perAddress: { max: 5, seconds: 3600 } } },
    email: {
      from: 'a@example.com',
      transport: 'smtp://replaced.example',
      brand: { logoUrl: 'https://example.com/logo.png', color: '#ffe100', footer: 'Example Ltd' },
    },
    parseServer: { customPages: { verifyEmailSuccess: `${site}/welcome` } },
  },
)

describeWithDatabase('a host without mail', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())

  test('has pages to sign in, and none that mails would lead to', async () => {
    const signIn = await openPage(`${host.url}/auth/sign-in`)
    expect([signIn.status, signIn.heading]).toEqual([200, 'Sign in'])
    expect(signIn.html).not.toContain('forgot-password')
    for (const page of ['verified', 'forgot-password', 'reset-password'])
      expect((await fetch(`${host.url}/auth/${page}`)).status).toBe(404)
    const link = `${host.apiUrl}/apps/${host.appId}/verify_email?token=x`
    expect((await openPage(link)).html).toContain('Invalid verification link')
  })
})

describe('a host', () => {
  test.each(['/parse', '/parse/auth', '/graphql'])(
    'is told of a path of pages that is taken: %s',
    async (path) => {
      const starting = startHost({
        pages: { path },
        parseServer: { databaseURI: 'postgres://nowhere.example/x' },
      })
      await expect(starting).rejects.toThrow('pages.path: must be a path of its own')
    },
  )
})
