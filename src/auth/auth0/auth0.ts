/** Sign-in with Auth0: a provider of OpenID Connect, with Actions and the users whom the old rule has made. */
import type { ParseServerSettings } from '../../parse/options'
import type { Part } from '../../part'
import { oidc } from '../oidc/oidc'
import { createActionEndpoint } from './action-endpoint'
import type { ResolvedAuth0Options } from './options'
import { adoptAtLogIn } from './rule-users'

/** @param options which are checked already */
export function auth0(options: ResolvedAuth0Options, settings: ParseServerSettings): Part {
  const { actionSecrets: secrets, rulePassword } = options
  return oidc(options, settings, {
    adoptBy: (sessions) => (config, subject, profile) =>
      adoptAtLogIn(config, subject, profile, { rulePassword, endSessions: sessions.end }),
    endpoints: (parts) => (secrets ? [createActionEndpoint({ ...parts, options, secrets })] : []),
  })
}
