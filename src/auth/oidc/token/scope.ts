/** What an access token must be allowed to do: `auth0.scope`. */
import type { ResolvedOidcOptions } from '../options'
import { ScopeFault } from './errors'
import type { Identity } from './identity'

/** What a client without the scope is told. */
export const scopeRefusal = (scope: string[]): string =>
  `The access token needs the scope ${scope.join(' ')}. Ask Auth0 for it.`

/** @throws {ScopeFault} unless the token has all scopes that are asked for (RFC 6749, section 3.3). */
export function verifyScope({ claims }: Identity, { scope = [] }: Pick<ResolvedOidcOptions, 'scope'>): void {
  const granted = typeof claims.scope === 'string' ? claims.scope.split(' ') : []
  if (!scope.every((each) => granted.includes(each))) throw new ScopeFault(scopeRefusal(scope))
}
