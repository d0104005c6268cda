/** Every mail of the package in every language. */
import { languages } from '../../../../src/adapters/email/templates/words/languages'
import { familiarSpanish } from '../../../support/words'
import { attributes, full, link, locales, minimal, names, templatesWith, templateError } from './samples'

const templates = templatesWith({ brand: { footer: 'My Company, My Street 1' } })
const samples = { full, minimal }

const mails = locales.flatMap((locale) =>
  names.flatMap((name) =>
    (['full', 'minimal'] as const).map((extent) => [name, locale, extent, samples[extent][name]] as const),
  ),
)

describe.each(mails)('%s in %s with %s data', (name, locale, _extent, data) => {
  const mail = templates.render(name, locale, data)
  const parts = [mail.subject, mail.text, mail.html]

  test('leaves no placeholder and no hole', () => {
    for (const part of parts) expect(part).not.toMatch(/\{\{|\}\}|undefined|null|\[object|NaN/)
    expect(mail.text).not.toMatch(/\n{3}| {2}| [.,]/)
  })

  test('names the app in the subject, on one line', () => {
    expect(mail.subject).toMatch(/^[^\r\n]*My App[^\r\n]*$/)
  })

  test('says in which language it is', () => {
    expect(mail.locale).toBe(locale)
    expect(attributes(mail.html, 'lang')).toEqual([locale, locale])
  })

  test('shows the link once, and leads nowhere else', () => {
    const links = data.link === undefined ? [] : [link]
    const shown = link.replaceAll('&', '&amp;')
    expect(mail.html.split(`>${shown}<`)).toHaveLength(links.length + 1)
    expect([...new Set(attributes(mail.html, 'href'))]).toEqual(links)
    expect(mail.text.split('\n').filter((line) => line.includes('http'))).toEqual(links)
  })

  test('loads nothing from elsewhere', () => {
    expect(mail.html).not.toMatch(/src=|url\(|@import|<link/)
  })

  test('ends with the footer', () => {
    expect(mail.text).toMatch(/My App\nMy Company, My Street 1\n$/)
    expect(mail.html).toContain('My App<br>My Company, My Street 1</div>')
  })
})

test('no two languages share a subject', () => {
  const subjects = mails.map(([name, locale, , data]) => templates.render(name, locale, data).subject)
  expect(new Set(subjects).size).toBe(names.length * locales.length)
})

test('shows when, with what and from where it happened', () => {
  const { text, html } = templates.render('newDevice', 'en', full.newDevice)
  expect(text).toContain(
    'When: November 5, 2026 at 7:01 PM UTC\nDevice: Firefox on Windows\nIP address: 203.0.113.7\n',
  )
  for (const value of ['November 5, 2026 at 7:01 PM UTC', 'Firefox on Windows', '203.0.113.7'])
    expect(html).toContain(`>${value}</td>`)
})

test.each([
  ['passwordReset', 'This link works for 2 hours.'],
  ['accountLocked', 'until November 5, 2026 at 7:01 PM UTC.'],
  ['emailChanged', 'is now new@example.com.'],
  ['identityLinked', 'with Auth0.'],
] as const)('%s says "%s"', (name, words) => {
  const { text, html } = templates.render(name, 'en', full[name])
  expect(text).toContain(words)
  expect(html).toContain(words)
})

test('all in Spanish say “usted”', () => {
  expect(familiarSpanish(languages.get('es')!)).toEqual([])
})

test('shows the logo in place of the name', () => {
  const logoUrl = 'https://example.com/logo.png?a=1&b=2'
  const { html } = templatesWith({ appName: 'My "App"', brand: { logoUrl } }).render('welcome', 'en', {})
  expect(attributes(html, 'src')).toEqual([logoUrl])
  expect(attributes(html, 'alt')).toEqual(['My &quot;App&quot;'])
})

test.each([
  ['passwordReset', {}, 'passwordReset: link: expected an http or https URL'],
  ['emailChanged', {}, 'emailChanged: newEmail: expected a text'],
  ['newDevice', { when: '2026-11-05' }, 'newDevice: when: expected a Date'],
  [
    'verification',
    { link, expiresInSeconds: 0 },
    'verification: expiresInSeconds: expected seconds, more than 0',
  ],
  ['accountLocked', { until: new Date(NaN) }, 'accountLocked: until: expected a Date'],
] as const)('refuses %s with %j', (name, data, message) => {
  expect(() => templates.render(name, 'en', data)).toThrow(templateError(message))
})

test.each(['invoice', 'constructor', '__proto__', ''])('refuses the unknown template "%s"', (name) => {
  expect(() => templates.render(name, 'en', {})).toThrow(
    templateError(expect.stringContaining('no such template')),
  )
})
