/** Signs people in by their browser: where it is sent, and what it comes back with (OpenID Connect Core, section 3.1). */
import type * as oidc from 'openid-client'
import { internals } from '../../../../parse/internals'
import type { Flow, PageProvider } from '../../../../pages/providers/provider'
import type { Provider } from '../../provider'
import { orRefuse, ProviderUnavailable, TokenFault } from '../errors'
import { listOf } from '../token-rules'
import { configurationOf, requestFault } from './client'
import { createSignOutUrl } from './sign-out'
import { openidClient } from '../../../../parse/libraries'

/** What stands in an address is a stranger's: the log takes names of errors only (RFC 6749, section 4.1.2.1). */
const errorName = (error: string) => (/^[a-z_]{1,40}$/.test(error) ? error : 'an error')

/** What is no answer to this sign-in: one of another issuer (RFC 9207) among it. */
const isForeign = (thrown: unknown) => (thrown as oidc.ClientError).code === 'OAUTH_INVALID_RESPONSE'

/**
 * Time for a second factor, and for the way back. How fresh it must be is asked of the session, which has the
 * `auth_time`.
 */
const freshSeconds = 5 * 60

/** @returns the ID token; nothing where the provider has signed nobody in */
async function exchange(
  configuration: oidc.Configuration,
  { redirectUri, state, nonce, codeVerifier, needsFresh = false }: Flow,
  answer: Record<string, string>,
  title: string,
): Promise<string | undefined> {
  const cameBackTo = new URL(`${redirectUri}?${new URLSearchParams(answer)}`)
  const checks = {
    ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier },
    // Whoever takes `max_age` out of the address gets a token without `auth_time`: that proves nothing, and is refused.
    ...(needsFresh && { maxAge: freshSeconds }),
  }
  try {
    const { id_token } = await openidClient().authorizationCodeGrant(configuration, cameBackTo, checks)
    return id_token
  } catch (thrown) {
    if (!(thrown instanceof openidClient().AuthorizationResponseError))
      throw isForeign(thrown) ? new TokenFault((thrown as Error).message) : requestFault(title, thrown)
    internals.logger().info(`${title} has signed nobody in: ${errorName(thrown.error)}`)
    return undefined
  }
}

/**
 * Else a session there answers at once, with its old `auth_time`. Entra goes by `prompt`. Auth0 and Keycloak go by either,
 * and say `auth_time` where there is a `max_age` (OpenID Connect Core, section 3.1.2.1), which the session here then has.
 */
const askingAnew = { prompt: 'login', max_age: '0' }

/** A provider as the pages have it. */
export function pageProvider(provider: Provider): PageProvider {
  const { name, title, issuers, options, authorizationParams } = provider
  const [issuer] = issuers
  const endpointsOf = provider.findEndpoints()
  const acrValues = options.acr && { acr_values: listOf(options.acr).join(' ') }

  async function addressFor(flow: Flow, locale: string) {
    const { redirectUri, state, nonce, codeVerifier, needsFresh } = flow
    const endpoints = await endpointsOf(issuer)
    if (endpoints.authorization === undefined)
      throw new ProviderUnavailable('its configuration names no authorization_endpoint')
    return openidClient().buildAuthorizationUrl(configurationOf(provider, issuer, endpoints), {
      ...authorizationParams,
      ...acrValues,
      ...(needsFresh && askingAnew),
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: await openidClient().calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ui_locales: locale,
    }).href
  }
  return {
    name,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    authorizationUrl: (flow, locale) => orRefuse(title, () => addressFor(flow, locale)),
    credentialFor: (flow, answer) =>
      orRefuse(title, async () => {
        const endpoints = await endpointsOf(issuer)
        // Of one that can't say when, as Google, `prompt` is all there is.
        const needsFresh = flow.needsFresh === true && endpoints.datesSignIns !== false
        const configuration = configurationOf(provider, issuer, endpoints)
        const idToken = await exchange(configuration, { ...flow, needsFresh }, answer, title)
        return idToken === undefined ? undefined : { id_token: idToken, nonce: flow.nonce }
      }),
    signOutUrl: createSignOutUrl(provider, endpointsOf),
  }
}
