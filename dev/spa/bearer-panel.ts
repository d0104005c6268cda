/** What Auth0's access token is good for by itself; shown to people who signed in with it. */
import { html, type Html } from '../html'

/** A panel of its own, below the account card. `bearer.js` sends the request. */
export function bearerPanel(): Html {
  return html`<form class="card bearer" id="bearer" method="post" aria-labelledby="bearer-title" hidden>
    <h2 id="bearer-title">Without a Parse session</h2>
    <p class="hint">
      An API client can send Auth0’s access token itself: <code>Authorization: Bearer …</code>
    </p>
    <button class="button button-quiet">Send GET /users/me</button>
    <p class="message message-error" role="alert" data-error></p>
    <pre tabindex="0" aria-label="Answer" data-bearer-answer hidden></pre>
  </form>`
}
