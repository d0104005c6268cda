/** Looks for a Chromium once for the whole jest run; a spec can't wait for that while it describes itself. */
import { findChromium } from '../../../dev/engines/chromium'

export default async function setUp(): Promise<void> {
  const chromium = await findChromium()
  process.env.SPEC_CHROMIUM = JSON.stringify(chromium)
  if ('missing' in chromium) console.log(`\nChromium is MISSING, its specs are skipped: ${chromium.missing}`)
  else console.log(`\nChromium ${chromium.version} (${chromium.source})`)
}
