/** Every page in every language: whole words, on the narrowest phone. */
import { createRenderer } from '../../src/pages/views/render'
import { en } from '../../src/pages/views/words/en'
import { languages } from '../../src/pages/views/words/languages'
import type { PageName } from '../../src/pages/views/words/words'
import { describeWithBrowser } from '../support/browser'

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

const placeholdersIn = (words: string) =>
  Array.from(words.matchAll(/\{\{[#^/]?(\w+)\}\}/g), ([, name]) => name).sort()

/** All texts of a language, by their paths. */
const textsOf = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]: [string, string | object]) =>
    typeof value === 'string' ? [[`${path}.${key}`, value]] : textsOf(value, `${path}.${key}`),
  )

describe.each([...languages.keys()])('the words of pages in %s', (locale) => {
  test('are all there, with the values of the English ones', () => {
    const shapeOf = (words: object) =>
      textsOf(words).map(([path, text]) => [path, new Set(placeholdersIn(text))])
    expect(shapeOf(languages.get(locale)!)).toEqual(shapeOf(en))
  })

  test('leave no hole in a page', () => {
    const about = { waitSeconds: 1805, signedOut: true, unlocked: true }
    for (const name of names) {
      const html = renderer.render(
        { name, about, values, problem: { name: 'passwordRefused', reason: 'So.' } },
        { appName: 'My App' },
        locale,
      )
      expect(html).not.toMatch(/\{\{|undefined|NaN| {2}/)
    }
  })
})

describeWithBrowser('pages in all languages', (browser) => {
  test('fit 320 pixels, which is 1280 at 400 %', async () => {
    const page = await browser().newPage({ viewport: { width: 320, height: 600 } })
    for (const locale of languages.keys())
      for (const name of names) {
        const html = renderer.render(
          { name, values, problem: { name: 'emailInvalid' } },
          { appName: 'My App' },
          locale,
        )
        await page.setContent(html)
        await page.addStyleTag({ content: renderer.assets.get('pages.css')!.text })
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect([locale, name, overflow]).toEqual([locale, name, 0])
      }
    await page.close()
  })
})
