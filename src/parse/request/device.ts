/** The browser and the system that a request comes from, as people know them: "Firefox on Windows". */
import type Bowser from 'bowser'
import { lazily } from '../lazily'

const bowser = lazily(() => module.require('bowser') as typeof Bowser)

/** The header is as long as its sender likes. */
const maxLength = 500

/** Of what it does not know, bowser repeats the header's own words, which are a stranger's. */
const known = lazily(() => ({
  browsers: new Set<unknown>(Object.values(bowser().BROWSER_MAP)),
  systems: new Set<unknown>(Object.values(bowser().OS_MAP)),
}))

/** @returns nothing for what is no browser, or none that is known */
export function deviceOf(userAgent: string | undefined): string | undefined {
  // bowser throws where there is no text.
  if (!userAgent) return undefined
  const { browsers, systems } = known()
  const { browser, os } = bowser().parse(userAgent.slice(0, maxLength))
  return browsers.has(browser.name) && systems.has(os.name) ? `${browser.name} on ${os.name}` : undefined
}
