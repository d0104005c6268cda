// @ts-check
/* What a user can do, by the Parse JS SDK. */
/* global document, location, Parse, URL */

const { applicationId, apiPath } = document.body.dataset
Parse.initialize(applicationId)
// The address the page was opened by, so that 127.0.0.1 works as well as localhost.
Parse.serverURL = new URL(apiPath ?? '/parse', location.origin).href

export const currentUser = () => Parse.User.current()

/** @param {Record<string, string>} values */
export async function signUp({ username, email, password }) {
  return new Parse.User().signUp({ username, email, password })
}

/** @param {Record<string, string>} values */
export async function logIn({ username, password }) {
  return Parse.User.logIn(username, password)
}

/** @param {Record<string, string>} values */
export async function sendPasswordReset({ email }) {
  await Parse.User.requestPasswordReset(email)
}

/** @param {string} email */
export async function sendVerification(email) {
  await Parse.User.requestEmailVerification(email)
}

/** Takes the user's present state from the server; throws 209 when the session has ended there. */
export async function refresh() {
  await currentUser()?.fetch()
}

/** @param {string} phone */
export async function savePhone(phone) {
  await currentUser()?.save({ phone })
}

/** Forgets the user here even when the server has ended the session already. */
export async function logOut() {
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
    sessionToken: user.getSessionToken() ?? '',
  }
}
