// @ts-check
/* Wires the account card: what each form and button does, and what the page shows then. */
/* global document, window, history */
import { focusAccount, showNotice, showPanel, showSignedIn, showSignedOut } from './account-view.js'
import * as auth0 from './auth0.js'
import { explain, isSessionGone } from './errors.js'
import { onSubmit, submit } from './forms.js'
import { tick } from './journey.js'
import { clearMailHint, expectMailFor } from './mail-hints.js'
import { onNews } from './news.js'
import * as session from './session.js'

function showAccount() {
  const person = session.describe(session.currentUser())
  showSignedIn(person)
  expectMailFor(person.email)
  if (!person.isVerified) return
  if (person.signedInWith === 'password') tick('verify')
  clearMailHint()
}

/**
 * Whatever the user does: a session that has ended on the server leads back to the forms.
 * @param {() => Promise<void>} action
 */
async function whileSignedIn(action) {
  try {
    await action()
    showAccount()
  } catch (error) {
    if (!isSessionGone(error)) throw error
    await session.logOut()
    showSignedOut(explain(error))
  }
}

/** @param {string} id @param {() => Promise<void>} action */
function onClick(id, action) {
  document.getElementById(id)?.addEventListener('click', () => {
    action().catch((error) => showNotice(explain(error)))
  })
}

/** @param {string} text */
function enter(text) {
  for (const form of document.querySelectorAll('form')) form.reset()
  history.replaceState(null, '', '#account')
  showAccount()
  showNotice(text)
  focusAccount()
}

onSubmit('sign-up', async (values) => {
  clearMailHint()
  expectMailFor(values.email)
  await session.signUp(values)
  tick('sign-up')
  enter('Welcome! Your account is ready.')
})

onSubmit('log-in', async (values) => {
  await session.logIn(values)
  tick('log-in')
  enter('You are logged in.')
})

onSubmit('reset-password', async (values) => {
  clearMailHint()
  expectMailFor(values.email)
  await session.sendPasswordReset(values)
  showNotice('If there is an account with this address, a mail with a link is on its way.')
})

onSubmit('change-phone', ({ phone }) =>
  whileSignedIn(async () => {
    await session.savePhone(phone)
    tick('change')
    showNotice('Saved.')
  }),
)

onClick('send-again', () =>
  whileSignedIn(async () => {
    clearMailHint()
    await session.sendVerification(session.currentUser().get('email'))
    showNotice('A new mail is on its way; only its link counts now.')
  }),
)

onClick('log-out', async () => {
  const { signedInWith } = session.describe(session.currentUser())
  await session.logOut()
  clearMailHint()
  tick('log-out')
  history.replaceState(null, '', '#log-in')
  showSignedOut('You are logged out.')
  if (signedInWith === 'auth0') await auth0.logOut()
})

onNews('password-reset', () => tick('reset'))

onSubmit('auth0', auth0.goToLogIn)

/** Back from Auth0's log-in page. */
async function returnFromAuth0() {
  await session.logInWithAuth0(await auth0.takeIdToken())
  enter('You are signed in with Auth0.')
}

/** Coming back from the mailbox, the page must know that the address is verified by now. */
function catchUp() {
  if (document.visibilityState !== 'visible' || !session.currentUser()) return
  whileSignedIn(session.refresh).catch((error) => showNotice(explain(error)))
}

window.addEventListener('hashchange', () => {
  showNotice('')
  showPanel()
})
document.addEventListener('visibilitychange', catchUp)
window.addEventListener('focus', catchUp)

if (session.currentUser()) showAccount()
else showSignedOut()
if (auth0.isReturning()) submit(document.forms.namedItem('auth0'), returnFromAuth0)
else catchUp()
