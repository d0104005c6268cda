/** The browser and the system that a request comes from, as people know them: "Firefox on Windows". */
import Bowser from 'bowser'

/** The header is as long as its sender likes. */
const maxLength = 500

/** Of what it does not know, bowser repeats the header's own words, which are a stranger's. */
const browsers = new Set<unknown>(Object.values(Bowser.BROWSER_MAP))
const systems = new Set<unknown>(Object.values(Bowser.OS_MAP))

/** @returns nothing for what is no browser, or none that is known */
export function deviceOf(userAgent: string | undefined): string | undefined {
  // bowser throws where there is no text.
  if (!userAgent) return undefined
  const { browser, os } = Bowser.parse(userAgent.slice(0, maxLength))
  return browsers.has(browser.name) && systems.has(os.name) ? `${browser.name} on ${os.name}` : undefined
}
