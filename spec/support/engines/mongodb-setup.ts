/** Starts MongoDB once for the whole jest run; without a mongod, its specs are skipped and say why. */
import { findMongod } from '../../../dev/engines/mongod-binary'
import { startMongodb } from '../../../dev/engines/mongodb'
import { announce, announceMissing } from './running'

export default async function setUp(): Promise<void> {
  const mongod = await findMongod()
  if ('missing' in mongod) return announceMissing('mongodb', mongod.missing)
  announce('mongodb', await startMongodb({ mongod }))
}
