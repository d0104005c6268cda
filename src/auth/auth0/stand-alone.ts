/** The auth adapter by itself, for a plain `new ParseServer()`. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { optionsError } from '../../errors'
import { auth0Options, type Auth0Options, auth0Problems } from './options'
import { problemsOf } from '../../option-kinds/problems'
import { createAdapter } from '../oidc/adapter'
import type { Auth0Adapter } from '../../api/sign-in'
import { name, title } from './name'
import { createVerifier } from './provider'

/** Without a database of its own, it knows what this process has seen. */
function claimOnceHere(): (key: string, seconds: number) => Promise<boolean> {
  const limiter = new RateLimiterMemory({ points: 1, duration: 1 })
  return (key, seconds) =>
    limiter.consume(key, 1, { customDuration: seconds }).then(
      () => true,
      () => false,
    )
}

/**
 * An auth adapter for `new ParseServer({ auth: { auth0: auth0Adapter(options) } })`. It verifies log-ins and stores
 * the subject, nothing else. Profiles, linking, roles and bearer tokens need `createAccounts({ auth0 })`.
 * @throws {AccountsError} `ERR_OPTIONS`, naming every wrong option.
 */
export function auth0Adapter(options: Auth0Options): Auth0Adapter {
  const parsed = auth0Options.safeParse(options)
  const problems = [...problemsOf(auth0Options, parsed.error, ['auth0']), ...auth0Problems(options)]
  if (problems.length > 0 || !parsed.data) throw optionsError(problems, 'auth0Adapter()')
  return createAdapter({ name, title }, createVerifier(parsed.data, claimOnceHere()).verifyCredential)
}
