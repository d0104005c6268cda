/** Whether Parse Server can read users with an identity of some provider. */
import { internals } from '../../parse/internals'

/**
 * Its own adapters for some providers throw where the host has no settings for them, at any reading of a user.
 * @param auth `parseServer.auth`
 */
export function createCanRead(auth: Record<string, unknown>) {
  const known = new Map<string, boolean>()
  const ask = (provider: string) => {
    try {
      internals.loadAuthAdapter()(provider, auth)
      return true
    } catch {
      return false
    }
  }
  return (provider: string) => {
    if (!known.has(provider)) known.set(provider, ask(provider))
    return known.get(provider) === true
  }
}
