/** The page behind the link that stops a change of address: what readers get. */
import { describePendingEmail, type PendingEmail } from '../../support/pending-email'

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
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
    )
    const { html } = answer
    expect(html).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/)
    expect(html).toContain('<title>Stop the change of your e-mail address? · Spec App</title>')
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">')
    expect(html).toContain(`<input type="hidden" name="token" value="${tokenIn(stopLink)}">`)
    expect(html).toMatch(/<button type="submit"[^>]*>Stop the change<\/button>/)
    expect(html).not.toMatch(/<script>|<style|{{/)
  })

  test('says nothing of the change when it is opened again without the token, which scripts take out', async () => {
    const stopLink = await linkFor('again')
    const answer = await fetch(stopLink.replace(/token=[^&]+&?/, ''))
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('<h1 id="heading">Open the link once more</h1>')
    expect(await (await fetch(stopLink)).text()).toContain('Stop the change')
  })

  test.each([
    ['of', 'de', { locale: 'de-AT' }, 'Änderung Ihrer E-Mail-Adresse stoppen?'],
    ['of', 'ja', { locale: 'ja' }, 'メールアドレスの変更を中止しますか？'],
    ['of', 'en', { locale: 'tlh' }, 'Stop the change of your e-mail address?'],
  ])('in the language %s the reader: %s', async (_of, lang, fields, heading) => {
    const stopLink = await linkFor(`reads-${fields.locale}`.toLowerCase(), fields)
    const html = await (await fetch(stopLink)).text()
    expect(html).toContain(`<html lang="${lang}" dir="ltr">`)
    expect(html).toContain(`<h1 id="heading">${heading}</h1>`)
  })

  test('in that of the request, where the link names none that there is; what it names is not shown', async () => {
    const stopLink = await linkFor('names')
    const link = stopLink.replace(/locale=\w+/, `locale=${encodeURIComponent('"><script>')}`)
    const html = await (await fetch(link, { headers: { 'Accept-Language': 'fr-CA, de;q=0.5' } })).text()
    expect(html).toContain('<html lang="fr" dir="ltr">')
    expect(html).not.toContain('<script>')
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
