/** Where a browser signs out at a provider (OpenID Connect RP-Initiated Logout 1.0, section 2). */
import { reasonOf } from '../../../../errors'
import { internals } from '../../../../parse/internals'
import { openidClient } from '../../../../parse/libraries'
import type { PageProvider } from '../../../../pages/providers/provider'
import type { EndpointsOf, Provider } from '../../provider'
import { configurationOf } from './client'

/** No ID token is stored, which could be a hint: the client is named, and the session there (section 2, `logout_hint`). */
export function createSignOutUrl(provider: Provider, endpointsOf: EndpointsOf): PageProvider['signOutUrl'] {
  const { title, issuers, findEndSession, usualSignOut } = provider
  const [issuer] = issuers
  const ask = findEndSession?.() ?? endpointsOf

  /** Who signs out must not wait for it. */
  const announced = () =>
    ask(issuer).catch((thrown: unknown) => {
      internals.logger().warn(`${title} has not said where people sign out: ${reasonOf(thrown)}`)
      return undefined
    })
  return async (signOut, locale) => {
    const endpoints = await announced()
    if (endpoints?.endSession === undefined) return usualSignOut?.(signOut)
    const { redirectUri, state, sid } = signOut
    return openidClient().buildEndSessionUrl(configurationOf(provider, issuer, endpoints), {
      post_logout_redirect_uri: redirectUri,
      state,
      ui_locales: locale,
      ...(sid !== undefined && { logout_hint: sid }),
    }).href
  }
}
