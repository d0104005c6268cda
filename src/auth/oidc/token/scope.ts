/** What an access token must be allowed to do: the option `scope`. */
import type { Provider } from '../provider'
import { ScopeFault } from './errors'
import type { Identity } from './identity'

/** A text with spaces; a list is none (RFC 9068, section 2.2.3). */
export const scopesIn = (claim: unknown): string[] => (typeof claim === 'string' ? claim.split(' ') : [])

/** @throws {ScopeFault} unless the token has all scopes that are asked for (RFC 6749, section 3.3). */
export function verifyScope(identity: Identity, { options, title, scopesOf }: Provider): void {
  const { scope = [] } = options
  const granted = scopesOf(identity)
  if (!scope.every((each) => granted.includes(each)))
    throw new ScopeFault(`The access token needs the scope ${scope.join(' ')}. Ask ${title} for it.`, scope)
}
