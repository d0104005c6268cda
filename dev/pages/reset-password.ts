/** The form for a new password, reached by the link in the reset mail. */
import { html } from '../html'
import { renderAccountPage } from './document'

/** What Parse Server hands over in the address, and where the form goes. */
export interface ResetPasswordView {
  appName: string
  appId: string
  publicServerUrl: string
  token: string
  username: string | undefined
  /** Parse Server's own words when saving failed. */
  error: string | undefined
}

/**
 * Words for people. Whatever else stands in the address is not shown, because anybody can write a link
 * whose `error` says anything.
 */
function explain(error: string): string {
  if (error.includes('expired')) return 'This link is too old. Please have a new one sent.'
  if (error.includes('invalid')) return 'This link was used before. Please have a new one sent.'
  return 'The password could not be saved. Please try another one.'
}

/** The page at `customPages.choosePassword`. The form goes to our own API, never to an address in the query. */
export function renderResetPassword(view: ResetPasswordView): string {
  const { error, username } = view
  return renderAccountPage(
    view.appName,
    'Choose a new password',
    html`<h1>Choose a new password</h1>
      <form method="post" action="${view.publicServerUrl}/apps/${view.appId}/request_password_reset">
        ${error !== undefined && html`<p class="message message-error" role="alert">${explain(error)}</p>`}
        <input type="hidden" name="token" value="${view.token}" />
        ${
          username !== undefined &&
          html`<input type="hidden" name="username" value="${username}" autocomplete="username" />`
        }
        <label for="new-password">New password</label>
        <div class="field">
          <input
            id="new-password"
            name="new_password"
            type="password"
            autocomplete="new-password"
            minlength="8"
            required
            autofocus
            aria-describedby="new-password-hint"
          />
        </div>
        <p class="hint" id="new-password-hint">At least 8 characters. Three or four random words do well.</p>
        <button class="button">Save password</button>
      </form>
      <p class="aside"><a href="/#reset-password">Have a new link sent</a></p>`,
  )
}
