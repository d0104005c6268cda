// @ts-check
/* Shows the page as it is for the present user, or for nobody. */
/* global document */

/** @param {string} selector */
const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector))

const notice = find('#notice')

/** @param {string} text said once by screen readers, and shown until the next one */
export function showNotice(text) {
  notice.textContent = text
}

/** @param {string} [reason] why there is nobody, when that needs words */
export function showSignedOut(reason = '') {
  find('#signed-in').hidden = true
  find('#bearer').hidden = true
  find('#auth0').hidden = false
  showNotice(reason)
}

/**
 * @typedef {object} Person
 * @property {string} username
 * @property {string} email
 * @property {boolean} isVerified
 * @property {string} name
 * @property {string} picture
 * @property {Date | undefined} sessionEndsAt
 * @property {string} sessionToken
 */

/**
 * A picture that is part of the data. Others would be asked of another host, so an initial stands for them.
 * @param {Person} person
 */
function showPicture({ username, name, picture }) {
  const image = /** @type {HTMLImageElement} */ (find('[data-picture]'))
  image.hidden = !picture.startsWith('data:image/')
  if (!image.hidden) image.src = picture
  const initial = find('[data-initial]')
  initial.hidden = !image.hidden
  initial.textContent = [...(name || username)][0] ?? '?'
}

/** @param {Person} person */
function showSession({ sessionEndsAt }) {
  const until = sessionEndsAt?.toLocaleDateString('en', { dateStyle: 'medium' })
  find('[data-session]').textContent = until ? `Signed in with Auth0 until ${until}.` : ''
}

/** @param {Person} person */
export function showSignedIn(person) {
  const { username, email, isVerified, name, sessionToken } = person
  find('#auth0').hidden = true
  find('#bearer').hidden = false
  find('#signed-in').hidden = false
  showPicture(person)
  showSession(person)
  find('[data-username]').textContent = name || username
  find('[data-email]').textContent = email
  find('[data-session-token]').textContent = sessionToken
  const pill = find('[data-verified]')
  pill.textContent = isVerified ? 'Verified' : 'Not verified yet'
  pill.classList.toggle('pill-quiet', !isVerified)
}

/** After the button was swapped for the account, keyboard and screen reader go on at its top. */
export function focusAccount() {
  find('[data-username]').focus({ preventScroll: true })
}
