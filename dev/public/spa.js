// @ts-check
/* Wires the page that signs in by SDKs: what its buttons do, and what it shows then. */
/* global document, window, history, location */
import * as auth0 from './auth0.js'
import { explain, isSessionGone } from './errors.js'
import { onSubmit, submit } from './forms.js'
import * as session from './session.js'
import { focusAccount, showNotice, showSignedIn, showSignedOut } from './spa-view.js'

const showAccount = () => showSignedIn(session.describe(session.currentUser()))

/** A session that has ended on the server leads back to the button. */
async function refresh() {
  try {
    await session.refresh()
    showAccount()
  } catch (error) {
    if (!isSessionGone(error)) throw error
    await session.logOut()
    showSignedOut(explain(error))
  }
}

document.getElementById('log-out')?.addEventListener('click', () => {
  const leave = async () => {
    await session.logOut()
    showSignedOut('You are logged out.')
    await auth0.logOut()
  }
  leave().catch((error) => showNotice(explain(error)))
})

onSubmit('auth0', auth0.goToLogIn)

/** Back from Auth0's log-in page. */
async function returnFromAuth0() {
  await session.logInWithAuth0(await auth0.takeIdToken())
  history.replaceState(null, '', location.pathname)
  showAccount()
  showNotice('You are signed in with Auth0.')
  focusAccount()
}

function catchUp() {
  if (document.visibilityState !== 'visible' || !session.currentUser()) return
  refresh().catch((error) => showNotice(explain(error)))
}

document.addEventListener('visibilitychange', catchUp)
window.addEventListener('focus', catchUp)

if (session.currentUser()) showAccount()
else showSignedOut()
if (auth0.isReturning()) submit(document.forms.namedItem('auth0'), returnFromAuth0)
else catchUp()
