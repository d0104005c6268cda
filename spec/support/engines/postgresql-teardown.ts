/** Stops PostgreSQL when the jest run is over. */
import { finish } from './running'

export default async function tearDown(): Promise<void> {
  await finish('postgresql')
}
