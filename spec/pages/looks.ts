/** How pages look in a browser, on a phone and on a desktop, light and dark; and what axe finds on them. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  impact: string
  nodes: { html: string }[]
}

/** Rules that depend on colours and sizes; the others find the same in each look, and are run once. */
const rulesOfLooks = ['color-contrast', 'target-size', 'meta-viewport', 'scrollable-region-focusable']

/**
 * What axe finds, WCAG 2.2 and best practices. Its script is run by the driver, past the policy of the page.
 * @param isSeenBefore whether the rules that don't depend on looks were run in this state
 */
async function violationsOn(page: Page, isSeenBefore: boolean): Promise<string[]> {
  if (!isSeenBefore) await page.evaluate(axe)
  const options = isSeenBefore ? { runOnly: rulesOfLooks } : {}
  const run = `axe.run(${JSON.stringify(options)})`
  const { violations } = await page.evaluate<{ violations: Violation[] }>(run)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [390, 1280].map((width) => ({ colorScheme, width })),
)

const seenOn = (page: Page) =>
  page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    tooSmall: Array.from(
      document.querySelectorAll(
        'button, select, summary, input:not([type=hidden], [type=checkbox], [hidden])',
      ),
    )
      .map((element) => element.getBoundingClientRect().height)
      .filter((height) => height > 0 && height < 44),
    paper: getComputedStyle(document.body).backgroundColor,
  }))

/** Looks at what a page shows now, in all ways. @param state its name, for who reads of a failure */
export async function expectClean(page: Page, state: string): Promise<void> {
  for (const [nth, { colorScheme, width }] of looks.entries()) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 780 })
    const at = `${state}, ${colorScheme} at ${width}`
    expect([at, await violationsOn(page, nth > 0)]).toEqual([at, []])
    const paper = colorScheme === 'dark' ? 'rgb(18, 20, 23)' : 'rgb(244, 245, 247)'
    expect([at, await seenOn(page)]).toEqual([at, { overflow: 0, tooSmall: [], paper }])
  }
}
