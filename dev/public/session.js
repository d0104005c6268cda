// @ts-check
/* What somebody who comes from Auth0 can do, by the Parse JS SDK. */
/* global document, location, Parse, URL */

const { applicationId, apiPath } = document.body.dataset
Parse.initialize(applicationId)
// The address the page was opened by, so that 127.0.0.1 works as well as localhost.
Parse.serverURL = new URL(apiPath ?? '/parse', location.origin).href

export const currentUser = () => Parse.User.current()

/** The session as the server has it; missing until it was asked. */
let current

async function loadSession() {
  current = await Parse.Session.current()
}

/** @param {string} idToken of Auth0 */
export async function logInWithAuth0(idToken) {
  await Parse.User.logInWith('auth0', { authData: { id_token: idToken } })
  await loadSession()
}

/** Takes the present state of user and session from the server; throws 209 when the session has ended there. */
export async function refresh() {
  await Promise.all([currentUser()?.fetch(), loadSession()])
}

/** Forgets the user here even when the server has ended the session already. */
export async function logOut() {
  current = undefined
  try {
    await Parse.User.logOut()
  } catch (error) {
    if (currentUser()) throw error
  }
}

/**
 * @param {ReturnType<typeof currentUser>} user
 * @returns {import('./spa-view.js').Person}
 */
export function describe(user) {
  return {
    username: user.get('username') ?? '',
    email: user.get('email') ?? '',
    isVerified: user.get('emailVerified') === true,
    name: user.get('name') ?? '',
    picture: user.get('picture') ?? '',
    sessionEndsAt: current?.get('expiresAt'),
    sessionToken: user.getSessionToken() ?? '',
  }
}
