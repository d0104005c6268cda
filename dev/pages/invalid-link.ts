/** Shown when a link in an e-mail was used before, was replaced by a newer one, or is too old. */
import { html } from '../html'
import { renderAccountPage } from './document'

/** The page at `customPages.invalidLink`. */
export function renderInvalidLink(appName: string): string {
  return renderAccountPage(
    appName,
    'Link not valid',
    html`<span class="seal seal-warning" aria-hidden="true">!</span>
      <h1>This link no longer works</h1>
      <p>Each link works once, and only the newest one counts. You can have a new one sent.</p>
      <a class="button" href="/#log-in">Verify my e-mail</a>
      <a class="button button-quiet" href="/#reset-password">Reset my password</a>`,
  )
}
