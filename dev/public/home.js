// @ts-check
/* Wires the account card: what each form and button does, and what the page shows then. */
/* global document, window, history */
import { focusAccount, showNotice, showPanel, showSignedIn, showSignedOut } from './account-view.js'
import { explain, isSessionGone } from './errors.js'
import { onSubmit } from './forms.js'
import { tick } from './journey.js'
import { clearMailHint, expectMailFor } from './mail-hints.js'
import * as session from './session.js'

function showAccount() {
  const person = session.describe(session.currentUser())
  showSignedIn(person)
  expectMailFor(person.email)
  if (!person.isVerified) return
  tick('verify')
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
  tick('reset')
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
  await session.logOut()
  clearMailHint()
  tick('log-out')
  history.replaceState(null, '', '#log-in')
  showSignedOut('You are logged out.')
})

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
catchUp()
