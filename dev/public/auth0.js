// @ts-check
/* Auth0's side of signing in: away to its log-in page and back, its tokens, and its own log-out. */
/* global auth0, document, fetch, history, location, URL, URLSearchParams */
import { isUnreachable } from './errors.js'

const { auth0Domain = '', auth0ClientId = '', auth0Audience = '' } = document.body.dataset
const here = `${location.origin}${location.pathname}`

/**
 * Made when it is needed, as it throws where the page was not opened by a secure address. Tokens stay in memory.
 * It is not made by `createAuth0Client`, which looks for a log-in in a hidden frame; the policy of this page
 * allows no frames.
 */
function createClient() {
  return new auth0.Auth0Client({
    domain: auth0Domain,
    clientId: auth0ClientId,
    authorizationParams: { redirect_uri: here, audience: auth0Audience, scope: 'openid profile email' },
  })
}

/** @type {ReturnType<typeof createClient> | undefined} */
let client
const theClient = () => (client ??= createClient())

/**
 * Who could not be reached is Auth0, not the demo.
 * @template T
 * @param {() => Promise<T>} ask
 */
async function reach(ask) {
  try {
    return await ask()
  } catch (thrown) {
    throw isUnreachable(thrown) ? Object.assign(new Error('Auth0'), { error: 'unreachable' }) : thrown
  }
}

/** Leaves for the log-in page. Asks first whether there is one, as people would be lost otherwise. */
export async function goToLogIn() {
  await reach(() => fetch(new URL('/.well-known/openid-configuration', auth0Domain)))
  await theClient().loginWithRedirect()
}

/** Whether the page was opened by Auth0, with an answer in its address. */
export function isReturning() {
  const query = new URLSearchParams(location.search)
  return auth0Domain !== '' && query.has('state') && (query.has('code') || query.has('error'))
}

/** Takes the answer out of the address, so that it is not used again, and makes an ID token of it. */
export async function takeIdToken() {
  const address = location.href
  history.replaceState(null, '', location.pathname)
  await reach(() => theClient().handleRedirectCallback(address))
  const claims = await theClient().getIdTokenClaims()
  return claims.__raw
}

/** The access token, while the page that signed in is open. */
export async function accessToken() {
  const token = await theClient().getTokenSilently({ cacheMode: 'cache-only' })
  if (token) return token
  throw new Error(
    'The access token was kept in memory until the page was loaded anew. Log out and sign in again.',
  )
}

/** Ends the session at Auth0, too, by way of its log-out page. */
export async function logOut() {
  await theClient().logout({ logoutParams: { returnTo: here } })
}
