/**
 * The Parse JS SDK as an app has it: the package at top level. Parse Server, in the same process here, uses a
 * copy of its own, so that neither gets to see the other's keys and users.
 */
import { inspect } from 'node:util'
import Parse from 'parse/node'
import type { Error as ParseError } from 'parse/node'
import type { Host } from './host'

export { Parse }

/** Makes it a client of that host, which remembers who is logged in, as in a browser; of another host, nothing. */
export function connectSdk({ appId, apiUrl }: Pick<Host, 'appId' | 'apiUrl'>): void {
  Parse.initialize(appId)
  Parse.Storage._clear()
  Parse.User._clearCache()
  Parse.serverURL = apiUrl
  Parse.liveQueryServerURL = '' // found by serverURL, and kept
  Parse.CoreManager.getLiveQueryController()._clearCachedDefaultClient()
  Parse.User.enableUnsafeCurrentUser()
}

/** The Parse error that a call rejects with; fails when it doesn't. */
export async function parseErrorOf(call: Promise<unknown>): Promise<ParseError> {
  const outcome = await call.catch((thrown: unknown) => thrown)
  if (outcome instanceof Parse.Error) return outcome
  throw new Error(`Expected a Parse.Error, got ${inspect(outcome)}`)
}
