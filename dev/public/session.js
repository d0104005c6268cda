// @ts-check
/* What a user can do, by the Parse JS SDK. */
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

/** @param {Record<string, string>} values */
export async function signUp({ username, email, password }) {
  await new Parse.User().signUp({ username, email, password })
  await loadSession()
}

/** @param {Record<string, string>} values */
export async function logIn({ username, password }) {
  await Parse.User.logIn(username, password)
  await loadSession()
}

/** @param {string} idToken of Auth0 */
export async function logInWithAuth0(idToken) {
  await Parse.User.logInWith('auth0', { authData: { id_token: idToken } })
  await loadSession()
}

/** @param {Record<string, string>} values */
export async function sendPasswordReset({ email }) {
  await Parse.User.requestPasswordReset(email)
}

/** @param {string} email */
export async function sendVerification(email) {
  await Parse.User.requestEmailVerification(email)
}

/** Takes the present state of user and session from the server; throws 209 when the session has ended there. */
export async function refresh() {
  await Promise.all([currentUser()?.fetch(), loadSession()])
}

/** @param {string} phone */
export async function savePhone(phone) {
  await currentUser()?.save({ phone })
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
 * @returns {import('./account-view.js').Person}
 */
export function describe(user) {
  return {
    username: user.get('username') ?? '',
    email: user.get('email') ?? '',
    isVerified: user.get('emailVerified') === true,
    phone: user.get('phone') ?? '',
    name: user.get('name') ?? '',
    picture: user.get('picture') ?? '',
    signedInWith: current?.get('createdWith')?.authProvider ?? '',
    sessionEndsAt: current?.get('expiresAt'),
    sessionToken: user.getSessionToken() ?? '',
  }
}
