/** Every page in every language: whole words, on the narrowest phone, and mails in the language of the page. */
import { type SecurityEventType, securityEventTypes } from '../../src/api/security'
import type { AccountState } from '../../src/pages/views/account/state'
import { accountWords } from '../../src/pages/views/account/words/languages'
import { createRenderer } from '../../src/pages/views/render'
import { en } from '../../src/pages/views/words/en'
import { languages } from '../../src/pages/views/words/languages'
import type { PageName } from '../../src/pages/views/words/words'
import { describeWithBrowser } from '../support/browser'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { openPage, sendForm } from '../support/pages'
import { familiarSpanish, textsOf } from '../support/words'

const renderer = createRenderer({
  brand: {},
  defaultLocale: 'en',
  minLength: 8,
  hasRefusals: true,
  hasMail: true,
  providers: [{ name: 'keycloak', title: 'Keycloak' }],
})
const names = Object.keys(en.pages) as PageName[]

/** Of the pages that lead to a provider, and to a user. */
const values = { url: 'https://sso.example.com/', provider: 'Keycloak', username: 'ann' }

/** Of invitations and of limits, nobody knows the user; whoever is deleted has no page. */
const isOfUser = (type: SecurityEventType) => !['invited', 'limited', 'userDeleted'].includes(type)

/** Of the account page. */
const account: AccountState = {
  ...{
    username: 'ann-of-green-gables',
    email: 'ann-of-green-gables@example.com',
    pendingEmail: 'ann@example.com',
  },
  ...{ isVerified: false, isVerifying: true, canVerify: true, hasPassword: true, done: 'saved' as const },
  sessions: [false, true].map((isCurrent) => ({
    ...{ id: 'a', userId: 'b', createdAt: new Date(0), lastUsedAt: new Date(0), isCurrent },
    ...{
      address: '2001:db8:85a3:8d3:1319:8a2e:370:7348',
      device: isCurrent ? 'Firefox on Windows' : undefined,
      place: isCurrent ? 'Oslo, Norway' : undefined,
    },
    ...{ expiresAt: undefined, provider: undefined, sid: undefined, installationId: undefined },
  })),
  links: [true, false].map((isLinked) => ({ provider: `p${isLinked}`, title: 'Keycloak', isLinked })),
  activity: securityEventTypes.filter(isOfUser).map((type) => ({ type, at: new Date(0), ip: '192.0.2.7' })),
}

const placeholdersIn = (words: string) =>
  Array.from(words.matchAll(/\{\{[#^/]?(\w+)\}\}/g), ([, name]) => name).sort()

describe.each([...languages.keys()])('the words of pages in %s', (locale) => {
  test('are all there, with the values of the English ones', () => {
    const shapeOf = (words: object) =>
      textsOf(words).map(([path, text]) => [path, new Set(placeholdersIn(text))])
    expect(shapeOf(languages.get(locale)!)).toEqual(shapeOf(en))
    expect(shapeOf(accountWords.get(locale)!)).toEqual(shapeOf(accountWords.get('en')!))
  })

  test('name all that happened to a user', () => {
    const html = renderer.render({ name: 'account', values, account }, { appName: 'My App' }, locale)
    expect(html.match(/<strong>[a-z]+[A-Z]\w*<\/strong>/g)).toBeNull()
  })

  test('leave no hole in a page', () => {
    const about = { waitSeconds: 1805, signedOut: true, unlocked: true }
    for (const name of names) {
      const html = renderer.render(
        { name, about, values, account, problem: { name: 'passwordRefused', reason: 'So.' } },
        { appName: 'My App' },
        locale,
      )
      expect(html).not.toMatch(/\{\{|undefined|NaN| {2}/)
    }
  })
})

/** The limit is one of bytes, which are letters only for those without marks. */
test.each([
  ['de', 'höchstens 72 einfache Buchstaben, von anderen Zeichen weniger'],
  ['en', 'at most 72 plain letters, or fewer of other characters'],
  ['es', '72 letras simples como máximo, o menos de otros caracteres'],
  ['fr', 'au plus 72 lettres simples, ou moins d’autres caractères'],
  ['ja', '英字で72文字以内'],
  ['pt', 'no máximo 72 letras simples, ou menos de outros caracteres'],
])('the pages in %s say of what a password may have 72', (locale, said) => {
  expect(languages.get(locale)?.problems.passwordLong).toContain(said)
})

test('the pages in Spanish say “usted”', () => {
  expect([languages, accountWords].flatMap((words) => familiarSpanish(words.get('es')!))).toEqual([])
})

describeWithBrowser('pages in all languages', (browser) => {
  test('fit 320 pixels, which is 1280 at 400 %', async () => {
    const page = await browser().newPage({ viewport: { width: 320, height: 600 } })
    for (const locale of languages.keys())
      for (const name of names) {
        const html = renderer.render(
          { name, values, account, problem: { name: 'emailInvalid' } },
          { appName: 'My App' },
          locale,
        )
        await page.setContent(html)
        await page.addStyleTag({ content: renderer.assets.get('pages.css')!.text() })
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect([locale, name, overflow]).toEqual([locale, name, 0])
      }
    await page.close()
  })
})

describeWithDatabase('a form on a page in another language than the browser’s', (database) => {
  let mailbox: Mailbox
  let host: Host
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      parseServer: { verifyUserEmails: true },
      email: { transport: mailbox.url, from: 'app@example.com' },
      pages: { afterSignIn: '/home' },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  test('causes mails in the language of the page', async () => {
    const headers = { 'Accept-Language': 'fr' }
    const send = async (path: string, typed: Record<string, string>) =>
      sendForm(await openPage(`${host.url}/auth/${path}`, { headers }), typed, { headers })
    const email = 'ann@example.com'
    await send('sign-up?locale=de', { email, new_password: 'correct-horse' })
    const confirm = await mailbox.next({ to: email })
    expect(confirm.subject).toBe('Bestätigen Sie Ihre E-Mail-Adresse für Spec App')
    expect(confirm.links[0]).toContain('locale=de')
    await send('forgot-password', { email })
    expect((await mailbox.next({ to: email })).links[0]).toContain('locale=fr')
    await send('forgot-password?locale=es', { email })
    expect((await mailbox.next({ to: email })).links[0]).toContain('locale=es')
  })
})
