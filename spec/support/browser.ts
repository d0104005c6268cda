/** Drives a real Chromium; specs that need it are skipped visibly where there is none. */
import { type Browser, chromium } from 'playwright-core'
import type { Chromium } from '../../dev/engines/chromium'

/** What `engines/chromium-setup.ts` found before any spec ran. */
type Found = Pick<Chromium, 'path' | 'args' | 'env'> | { missing: string }

function found(): Found {
  const state = process.env.SPEC_CHROMIUM
  return state ? (JSON.parse(state) as Found) : { missing: 'it was not looked for' }
}

/**
 * A `describe` whose specs get a browser, closed afterwards. Where there is none they are skipped, with the
 * reason in the title; with `REQUIRE_BROWSER=1` they fail.
 *
 * @param body calls `browser()` within hooks and tests, not while it describes them
 */
export function describeWithBrowser(title: string, body: (browser: () => Browser) => void): void {
  const state = found()
  if ('missing' in state) return describeWithout(title, state.missing, body)
  describe(title, () => {
    let browser: Browser | undefined
    beforeAll(async () => {
      browser = await launchBrowser()
    })
    body(() => browser ?? notYet())
    afterAll(() => browser?.close())
  })
}

/** @throws with the reason where there is none */
export async function launchBrowser(): Promise<Browser> {
  const state = found()
  if ('missing' in state) throw new Error(`There is no Chromium: ${state.missing}`)
  const { path, args, env } = state
  return chromium.launch({ executablePath: path, args, env: { ...inherited(), ...env } })
}

function describeWithout(title: string, reason: string, body: (browser: () => Browser) => void): void {
  if (process.env.REQUIRE_BROWSER !== '1')
    return describe.skip(`${title} (skipped, no Chromium: ${reason})`, () => body(notYet))
  test(`${title} (needs Chromium, and REQUIRE_BROWSER=1)`, () => {
    throw new Error(reason)
  })
}

function notYet(): never {
  throw new Error('The browser exists in hooks and tests only')
}

function inherited(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? '']))
}
