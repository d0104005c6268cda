/** What all account pages have in common: languages, forms that ask for a mail, methods and paths. */
import { type AccountPage, openAndPress, openPage, sendForm } from '../support/pages'
import { describeAccountPages } from './account-pages'

describeAccountPages('the account pages', (given) => {
  test('who asks for a new link learns nothing of accounts', async () => {
    const verified = await given().newcomer()
    await openAndPress(verified.link)
    const answers = async (form: string) => {
      const asking = await openPage(given().page(form))
      const emails = [verified.email, 'nobody@example.com']
      const pages = await Promise.all(emails.map((email) => sendForm(asking, { email })))
      return pages.map(({ status, url, html }) => ({ status, url: url.href, html }))
    }
    for (const form of ['resend', 'forgot-password']) {
      const [known, unknown] = await answers(form)
      expect(known).toEqual(unknown)
    }
  })

  test('an address that is none is refused beside its field, with what was typed', async () => {
    for (const form of ['resend', 'forgot-password']) {
      const answer = await sendForm(await openPage(given().page(form)), { email: 'ann"><script>' })
      expect(answer.status).toBe(400)
      expect(answer.html).toContain('value="ann&quot;&gt;&lt;script&gt;"')
      expect(answer.html).toMatch(/aria-invalid="true"/)
      expect(answer.html).toContain('Please enter an e-mail address')
      expect(answer.html).not.toContain('<script>')
    }
  })

  test('a form that is longer than any may be is told so, and does nothing', async () => {
    const user = await given().newcomer()
    const long = 'p'.repeat(11_000)
    const reset = await openPage(await given().askForReset(user))
    const headers = { 'Accept-Language': 'fr' }
    for (const page of [
      reset,
      await openPage(given().page('sign-in')),
      await openPage(given().page('sign-up')),
    ]) {
      const answer = await sendForm(page, { new_password: long, password: long }, { headers })
      expect([answer.status, answer.heading]).toEqual([413, 'C’était trop long'])
    }
    const account = { method: 'POST', body: new URLSearchParams({ do: 'password', new_password: long }) }
    expect((await openPage(given().page('account'), account)).heading).toBe('That was too long')
    const saved = await sendForm(reset, { new_password: 'battery-staple' })
    expect(saved.heading).toBe('Your new password is saved')
  })

  const seen = ({ status, heading, html }: AccountPage) => [
    status,
    heading,
    /<html lang="(\w+)"/.exec(html)?.[1],
  ]

  test.each([
    ['?locale=de-AT', 'fr', 'de', 'Neues Passwort wählen'],
    ['?locale=tlh', 'fr-CA, en', 'fr', 'Choisissez un nouveau mot de passe'],
    ['', 'nl, ja;q=0.5', 'ja', '新しいパスワードの設定'],
    ['?locale="><script>', '*', 'en', 'Choose a new password'],
  ])(
    'pages are in the language of "%s", or of the browser (%s): %s',
    async (query, languages, locale, heading) => {
      const answer = await openPage(given().page(`forgot-password${query}`), {
        headers: { 'Accept-Language': languages },
      })
      expect(seen(answer)).toEqual([200, heading, locale])
      expect(answer.form?.fields.locale).toBe(locale)
      expect(answer.headers.get('content-language')).toBe(locale)
    },
  )

  test('the whole way is in the language of the mail', async () => {
    const user = await given().newcomer({ locale: 'es' })
    const done = await openAndPress(user.link)
    expect(seen(done)).toEqual([200, 'Su correo electrónico está confirmado', 'es'])
  })

  test('run nothing but their files, in no frame, and are kept nowhere', async () => {
    const { headers, html } = await openPage(given().page('resend'))
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';" +
        `form-action 'self' ${given().host.url};frame-ancestors 'none';base-uri 'none'`,
    )
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    expect(html).not.toMatch(/<style|<script>| style=| on\w+=|{{/)
    const assets = Array.from(html.matchAll(/(?:href|src)="\.\/(assets\/[^"]+)"/g), ([, path]) =>
      String(path),
    )
    expect(assets).toHaveLength(3)
    for (const asset of assets)
      expect((await fetch(given().page(asset))).headers.get('cache-control')).toMatch(/immutable/)
  })

  const forged = { 'Sec-Fetch-Site': 'cross-site' }
  test.each([
    ['a page of another site', forged, {}, 403],
    ['a page of a neighbour', { 'Sec-Fetch-Site': 'same-site' }, {}, 403],
    ['a page of ours', { 'Sec-Fetch-Site': 'same-origin' }, { form: '' }, 200],
    ['another origin', { Origin: 'https://evil.example' }, {}, 403],
    ['an origin that is not told, with the token of the form', { Origin: 'null' }, {}, 200],
    ['an origin that is not told, without a token', { Origin: 'null' }, { form: '' }, 403],
    [
      'an origin that is not told, with the token of a link',
      { Origin: 'null' },
      { form: '', token: 'abc' },
      403,
    ],
    ['nowhere, with a token that somebody made up', {}, { form: '99999999999999.AAAA' }, 403],
  ])('a form from %s is answered with what it deserves', async (_from, headers, typed, status) => {
    const asking = await openPage(given().page('resend'))
    const answer = await sendForm(asking, { email: 'nobody@example.com', ...typed }, { headers })
    expect([answer.status, answer.heading]).toEqual([
      status,
      status === 200 ? 'Look into your mailbox' : 'That did not work',
    ])
  })

  test('a link is not used up by a form from another site, nor by one that is too large', async () => {
    const user = await given().newcomer()
    const asking = await openPage(user.link)
    expect((await sendForm(asking, {}, { headers: forged })).status).toBe(403)
    expect((await sendForm(asking, { more: 'x'.repeat(20_000) })).heading).toBe('That was too long')
    expect(await given().isVerified(user)).toBe(false)
  })

  test('other methods are refused, and other paths are the host’s', async () => {
    expect((await fetch(given().page('verified'), { method: 'DELETE' })).status).toBe(405)
    expect((await fetch(given().page('verified'), { method: 'POST' })).headers.get('allow')).toBe('GET, HEAD')
    expect(await (await fetch(given().page('other'))).text()).toContain('Cannot GET /auth/other')
  })
})
