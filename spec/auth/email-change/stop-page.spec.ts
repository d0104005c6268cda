/** The page behind the link that stops a change of address: what readers and browsers get. */
import { describeWithBrowser } from '../../support/browser'
import { describePendingEmail, type PendingEmail } from '../../support/pending-email'
import { locales } from '../../adapters/email/templates/samples'
import { renderStopPage } from '../../../src/auth/email-change/stop-page'

/** The link that a new user gets who asks for another address. */
const linkOf = async ({ newUser, update, stopLinkTo }: PendingEmail, name: string, fields?: object) => {
  const user = await newUser(name, fields)
  await update(user, { email: `${name}-new@example.com` })
  return stopLinkTo(user.email)
}

const tokenIn = (link: string) => String(new URL(link).searchParams.get('token'))

describePendingEmail('the page that stops a change of address', (given) => {
  const linkFor = (name: string, fields?: object) => linkOf(given(), name, fields)

  test('that asks, in plain HTML with a form, and sends the token to nobody else', async () => {
    const stopLink = await linkFor('page')
    const { headers, status, ...answer } = await fetch(stopLink).then(async (response) => ({
      headers: response.headers,
      status: response.status,
      html: await response.text(),
    }))
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none';style-src 'sha256-[^']+';form-action 'self';frame-ancestors 'none';base-uri 'none'$/,
    )
    const { html } = answer
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(html).toContain('<title>Stop the change of your e-mail address? · Spec App</title>')
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">')
    expect(html).toContain(`<input type="hidden" name="token" value="${tokenIn(stopLink)}">`)
    expect(html).toMatch(/<button type="submit"[^>]*>Stop the change<\/button>/)
    expect(html).not.toMatch(/<script|{{/)
  })

  test.each([
    ['of', 'de', { locale: 'de-AT' }, 'Änderung Ihrer E-Mail-Adresse stoppen?'],
    ['of', 'ja', { locale: 'ja' }, 'メールアドレスの変更を中止しますか？'],
    ['of', 'en', { locale: 'tlh' }, 'Stop the change of your e-mail address?'],
  ])('in the language %s the reader: %s', async (_of, lang, fields, heading) => {
    const stopLink = await linkFor(`reads-${fields.locale}`.toLowerCase(), fields)
    const html = await (await fetch(stopLink)).text()
    expect(html).toContain(`<html lang="${lang}">`)
    expect(html).toContain(`<h1 id="heading">${heading}</h1>`)
  })

  test('in that of the request, where the link names none that there is; what it names is not shown', async () => {
    const stopLink = await linkFor('names')
    const link = stopLink.replace(/locale=\w+/, `locale=${encodeURIComponent('"><script>')}`)
    const html = await (await fetch(link, { headers: { 'Accept-Language': 'fr-CA, de;q=0.5' } })).text()
    expect(html).toContain('<html lang="fr">')
    expect(html).not.toContain('<script')
  })
})

describePendingEmail(
  'a page at /auth, of an app whose name is HTML, without our headers',
  (given) => {
    test('is escaped, and keeps what it is safe by', async () => {
      const answer = await fetch(await linkOf(given(), 'escaped'))
      const html = await answer.text()
      expect(html).toContain('&lt;img src=x&gt;')
      expect(html).not.toContain('<img')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    })
  },
  { headers: false, parseServer: { appName: '<img src=x>' } },
)

describeWithBrowser('the page that stops a change of address, in a browser', (browser) => {
  const states = ['ask', 'stopped', 'over', 'later'] as const
  const views = [320, 1000].flatMap((width) =>
    (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
  )

  test.each(views)('can be read and pressed at $width pixels, $scheme', async ({ width, scheme }) => {
    const page = await browser().newPage({ viewport: { width, height: 600 }, colorScheme: scheme })
    for (const state of states)
      for (const locale of locales) {
        await page.setContent(renderStopPage({ state, appName: 'My App', wanted: [locale], token: 'a.b.c' }))
        const seen = await page.evaluate(() => ({
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          lang: document.documentElement.lang,
          hasMain: document.querySelectorAll('main h1').length,
          paper: getComputedStyle(document.body).backgroundColor,
        }))
        const paper = scheme === 'dark' ? 'rgb(18, 20, 23)' : 'rgb(244, 245, 247)'
        expect(seen).toEqual({ overflow: 0, lang: locale, hasMain: 1, paper })
        const box = await page.getByRole('button').boundingBox()
        expect(box!.height).toBeGreaterThanOrEqual(44)
      }
    await page.close()
  })
})
