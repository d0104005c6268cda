/** The auth adapter by itself, for a plain `new ParseServer()`. */
import { optionsError } from '../../errors'
import { auth0Options, type Auth0Options, auth0Problems } from './options'
import { problemsOf } from '../../option-kinds/problems'
import { createAdapter } from '../oidc/adapter'
import type { ClaimOnce } from '../oidc/token/nonce'
import type { Auth0Adapter } from '../../api/sign-in'
import { name, title } from './name'
import { createVerifier } from './provider'

const sweepMs = 60_000

/** Without a database of its own, it knows what this process has seen; without timers, for they last 24 days at the most. */
function claimOnceHere(): ClaimOnce {
  const ends = new Map<string, number>()
  let sweptAt = 0
  const sweep = (now: number) => {
    for (const [key, end] of ends) if (end <= now) ends.delete(key)
    sweptAt = now
  }
  return (key, seconds) => {
    const now = Date.now()
    if (now - sweptAt > sweepMs) sweep(now)
    const isFirst = (ends.get(key) ?? 0) <= now
    if (isFirst) ends.set(key, now + seconds * 1000)
    return Promise.resolve(isFirst)
  }
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
