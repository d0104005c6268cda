/** What an access token must be allowed to do: the option `scope`. */
import type { Provider } from '../provider'
import { ScopeFault } from './errors'
import type { Identity } from './identity'

/** A text with spaces (RFC 9068, section 2.2.3), or a list; Entra and Okta call it `scp`. */
export function scopesOf({ claims: { scope, scp } }: Identity): unknown[] {
  return [scope, scp].flat().flatMap((each) => (typeof each === 'string' ? each.split(' ') : []))
}

/** @throws {ScopeFault} unless the token has all scopes that are asked for (RFC 6749, section 3.3). */
export function verifyScope(identity: Identity, { options, title }: Provider): void {
  const { scope = [] } = options
  const granted = scopesOf(identity)
  if (!scope.every((each) => granted.includes(each)))
    throw new ScopeFault(`The access token needs the scope ${scope.join(' ')}. Ask ${title} for it.`, scope)
}
