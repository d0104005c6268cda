/** Shown after a verification link did its work. */
import { html } from '../html'
import { renderAccountPage } from './document'

/** The page at `customPages.verifyEmailSuccess`. */
export function renderVerified(appName: string): string {
  return renderAccountPage(
    appName,
    'E-mail verified',
    html`<span class="seal" aria-hidden="true">✓</span>
      <h1>Your e-mail is verified</h1>
      <p>Thank you. This address now belongs to your account.</p>
      <a class="button" href="/#log-in">Back to your account</a>`,
  )
}
