/** Starts the engines once for the whole jest run, and finds a browser; what is missing is said, and skipped. */
import { findChromium } from '../../../dev/engines/chromium'
import { findMongod } from '../../../dev/engines/mongod-binary'
import { startMongodb } from '../../../dev/engines/mongodb'
import { startPostgres } from '../../../src/testing/postgres/postgres'
import { keepFilesInMemory } from './in-memory'
import { announce, announceMissing } from './running'

async function setUpMongodb(): Promise<void> {
  const mongod = await findMongod()
  if ('missing' in mongod) return announceMissing('mongodb', mongod.missing)
  announce('mongodb', await startMongodb({ mongod }))
}

/** Specs can't wait for the search while they describe themselves. */
async function setUpChromium(): Promise<void> {
  const chromium = await findChromium()
  process.env.SPEC_CHROMIUM = JSON.stringify(chromium)
  if ('missing' in chromium) console.log(`\nChromium is MISSING, its specs are skipped: ${chromium.missing}`)
  else console.log(`\nChromium ${chromium.version} (${chromium.source})`)
}

export default async function setUp(): Promise<void> {
  await keepFilesInMemory()
  announce('postgresql', await startPostgres())
  await setUpMongodb()
  await setUpChromium()
}
