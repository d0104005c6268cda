/** Every mail in a browser, narrow and wide, by day and by night: what readers see. */
import type { Page } from 'playwright-core'
import { contrast } from '../../../../src/adapters/email/templates/brand'
import { describeWithBrowser } from '../../../support/browser'
import { full, link, locales, names, templatesWith } from './samples'

const views = [320, 800].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme })))
const brand = { footer: 'My Company, My Street 1' }
const templates = templatesWith({ brand })

interface Shown {
  text: string
  color: string
  background: string
}

interface Seen {
  texts: Shown[]
  overflow: number
  lang: string
  headings: number
  buttonHeight: number
}

/** Runs in the page: every text that can be seen, with its colour and the nearest colour behind it; and sizes. */
function look(): Seen {
  const hex = (color: string) =>
    `#${(color.match(/\d+/g) ?? [])
      .slice(0, 3)
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .join('')}`
  const backgroundOf = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)'
    const color = getComputedStyle(element).backgroundColor
    return color === 'rgba(0, 0, 0, 0)' ? backgroundOf(element.parentElement) : color
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts: Shown[] = []
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement!
    const text = walker.currentNode.textContent!.trim()
    if (text === '' || !element.checkVisibility({ opacityProperty: true })) continue
    texts.push({ text, color: hex(getComputedStyle(element).color), background: hex(backgroundOf(element)) })
  }
  const { documentElement: html } = document
  return {
    texts,
    overflow: html.scrollWidth - html.clientWidth,
    lang: html.lang,
    headings: document.querySelectorAll('h1').length,
    buttonHeight: document.querySelector('a[href^="http"]')!.getBoundingClientRect().height,
  }
}

/** Those whose contrast is too low, with their colours. */
const faint = ({ texts }: Seen) => texts.filter(({ color, background }) => contrast(color, background) < 4.5)

describeWithBrowser('a mail', (browser) => {
  const open = async (html: string, view: (typeof views)[number]): Promise<Page> => {
    const page = await browser().newPage({
      viewport: { width: view.width, height: 600 },
      colorScheme: view.scheme,
    })
    await page.setContent(html)
    return page
  }
  const button = (page: Page) => page.locator(`a[href^="http"]`).first()

  test.each(views.flatMap((view) => names.map((name) => ({ name, ...view }))))(
    '$name can be read at $width pixels, $scheme, in every language',
    async ({ name, ...view }) => {
      const page = await open('', view)
      for (const locale of locales) {
        await page.setContent(templates.render(name, locale, full[name]).html)
        const seen = await page.evaluate(look)
        expect(seen).toMatchObject({ overflow: 0, lang: locale, headings: 1 })
        expect(seen.buttonHeight).toBeGreaterThanOrEqual(44)
        expect(faint(seen)).toEqual([])
      }
      await page.close()
    },
  )

  test.each(views)('is dark only by night ($width pixels, $scheme)', async (view) => {
    const page = await open(templates.render('newDevice', 'en', full.newDevice).html, view)
    const backgrounds = (await page.evaluate(look)).texts
      .filter(({ text }) => text !== 'Choose a new password')
      .map(({ background }) => contrast(background, '#000000') > 10)
    expect(new Set(backgrounds)).toEqual(new Set([view.scheme === 'light']))
    await page.close()
  })

  test.each(views)('shows its preheader to lists of mails only ($width pixels, $scheme)', async (view) => {
    const page = await open(templates.render('welcome', 'en', full.welcome).html, view)
    const texts = (await page.evaluate(look)).texts.map(({ text }) => text)
    expect(await page.locator('body').textContent()).toContain('Your account is ready.\n')
    expect(texts).toContain('Your account is ready. It is good to have you here.')
    expect(texts).not.toContain('Your account is ready.')
    await page.close()
  })

  test.each(['#ffffff', '#000000', '#ffff00', '#777777', '#1c2025', '#e11d48'])(
    'of the colour %s has a button that can be seen and read',
    async (color) => {
      for (const view of views) {
        const { html } = templatesWith({ brand: { ...brand, color } }).render('welcome', 'en', { link })
        const page = await open(html, view)
        expect(faint(await page.evaluate(look))).toEqual([])
        const border = await button(page).evaluate((element) => {
          const { borderTopColor } = getComputedStyle(element.parentElement!)
          return borderTopColor.match(/\d+/g)!.map((part) => Number(part).toString(16).padStart(2, '0'))
        })
        const surface = view.scheme === 'light' ? '#ffffff' : '#1c2025'
        expect(contrast(`#${border.join('')}`, surface)).toBeGreaterThanOrEqual(3)
        await page.close()
      }
    },
  )

  test.each(views)('holds the longest words without growing wider ($width pixels, $scheme)', async (view) => {
    const long = 'W'.repeat(10_000)
    const data = { ...full.newDevice, device: long, link: `https://example.com/${long}` }
    const page = await open(
      templatesWith({ appName: long, brand: { footer: long } }).render('newDevice', 'en', data).html,
      view,
    )
    expect((await page.evaluate(look)).overflow).toBe(0)
    await page.close()
  })
})
