/** Shown after a new password was saved. */
import { html } from '../html'
import { renderAccountPage } from './document'

/** The page at `customPages.passwordResetSuccess`. */
export function renderPasswordSaved(appName: string): string {
  return renderAccountPage(
    appName,
    'Password saved',
    html`<span class="seal" aria-hidden="true">✓</span>
      <h1>Your new password is saved</h1>
      <p>You were logged out everywhere. From now on, log in with your new password.</p>
      <a class="button" href="/#log-in">Log in</a>`,
  )
}
