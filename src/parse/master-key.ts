/** The master key: what all nodes have in common, and of which keys for seals and signatures are derived. */
import { parseError } from './errors'
import { internals } from './internals'

/** @throws {Parse.Error} 100 when the server has been closed: nothing is to be derived of no key. */
export async function masterKeyOf(appId: string): Promise<string> {
  const config = internals.Config().get(appId)
  if (!config) throw parseError('CONNECTION_FAILED', 'The server is closing. Try again soon.')
  return config.loadMasterKey()
}
