// @ts-check
/* Shows the account card as it is for the present user, or for nobody. */
/* global document, location */

/** @param {string} selector */
const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector))

const panels = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#signed-out .panel')])
const notice = find('#notice')

/** The panel that the address names, so that links and the back button lead to it. */
export function showPanel() {
  const chosen = panels.find(({ id }) => `#${id}` === location.hash) ?? panels[0]
  for (const panel of panels) {
    const isChosen = panel === chosen
    panel.hidden = !isChosen
    const link = find(`.tabs a[href="#${panel.id}"]`)
    if (isChosen) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

/** @param {string} text said once by screen readers, and shown until the next one */
export function showNotice(text) {
  notice.textContent = text
  // On a phone, what was pressed may be far from it.
  if (text) notice.scrollIntoView({ block: 'nearest' })
}

/** @param {string} [reason] why there is nobody, when that needs words */
export function showSignedOut(reason = '') {
  find('#signed-in').hidden = true
  document.getElementById('bearer')?.toggleAttribute('hidden', true)
  find('#signed-out').hidden = false
  showNotice(reason)
  showPanel()
}

/**
 * @typedef {object} Person
 * @property {string} username
 * @property {string} email
 * @property {boolean} isVerified
 * @property {string} phone
 * @property {string} name
 * @property {string} picture
 * @property {string} signedInWith as "password" or "auth0"; empty while that is not known
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
function showSession({ signedInWith, sessionEndsAt }) {
  const ways = new Map([
    ['auth0', 'with Auth0'],
    ['password', 'with a password'],
  ])
  const until = sessionEndsAt?.toLocaleDateString('en', { dateStyle: 'medium' })
  find('[data-session]').textContent = until
    ? `Signed in ${ways.get(signedInWith) ?? ''} until ${until}.`
    : ''
  document.getElementById('bearer')?.toggleAttribute('hidden', signedInWith !== 'auth0')
}

/** @param {Person} person */
export function showSignedIn(person) {
  const { username, email, isVerified, phone, name, sessionToken } = person
  find('#signed-out').hidden = true
  find('#signed-in').hidden = false
  showPicture(person)
  showSession(person)
  find('[data-username]').textContent = name || username
  find('[data-email]').textContent = email
  find('[data-unverified]').hidden = isVerified
  find('[data-session-token]').textContent = sessionToken
  const pill = find('[data-verified]')
  pill.textContent = isVerified ? 'Verified' : 'Not verified yet'
  pill.classList.toggle('pill-quiet', !isVerified)
  const input = /** @type {HTMLInputElement} */ (find('#phone'))
  if (document.activeElement !== input) input.value = phone
}

/** After a form was swapped for the account, keyboard and screen reader go on at its top. */
export function focusAccount() {
  find('[data-username]').focus({ preventScroll: true })
}
