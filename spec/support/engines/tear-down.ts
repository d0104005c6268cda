/** Stops the engines when the jest run is over. */
import { ENGINES, finish } from './running'

export default async function tearDown(): Promise<void> {
  for (const name of ENGINES) await finish(name)
}
