/** A page without a server of its own: it signs in by the SDKs of Auth0 and Parse, in the browser alone. */
import { type RequestHandler, Router } from 'express'
import type { Auth0Settings } from '../auth0-settings'
import { html, type Html } from '../html'
import type { Settings } from '../settings'
import { renderDocument } from '../site/document'
import { pageHeaders } from '../site/headers'
import { ownNamesOnly } from '../site/own-names'
import { bearerPanel } from './bearer-panel'

const signedOut = html`<form id="auth0" name="auth0" method="post" aria-label="Sign in with Auth0" hidden>
  <h1>Without account pages</h1>
  <p>
    A page in the browser alone. Auth0’s SDK signs you in, and the Parse JS SDK makes a session of its ID
    token.
  </p>
  <button class="button">Sign in with Auth0</button>
  <p class="message message-error" role="alert" data-error></p>
</form>`

const signedIn = html`<div id="signed-in" hidden>
  <div class="person">
    <span class="avatar" aria-hidden="true">
      <span data-initial></span>
      <img data-picture alt="" width="52" height="52" hidden />
    </span>
    <div>
      <h1 tabindex="-1" data-username></h1>
      <p><span data-email></span> <span class="pill" data-verified></span></p>
    </div>
  </div>
  <p class="hint session" data-session></p>
  <details class="token">
    <summary>Session token</summary>
    <p class="hint">For the header <code>X-Parse-Session-Token</code> of your own requests.</p>
    <code class="value" data-session-token data-copy></code>
  </details>
  <button class="button button-quiet" type="button" id="log-out">Log out</button>
</div>`

/** Without the slash, as Auth0's SDK wants it. */
function auth0Data({ issuerUrl, clientId, audience }: Auth0Settings): Html {
  return html`data-auth0-domain="${issuerUrl.replace(/\/$/, '')}" data-auth0-client-id="${clientId}"
  data-auth0-audience="${audience}"`
}

function render({ keys, publicServerUrl }: Settings, auth0: Auth0Settings): string {
  return renderDocument({
    title: 'Auth0 in the browser',
    styles: ['card-page.css', 'account-card.css', 'connect.css'],
    scripts: ['parse.min.js', 'auth0-spa-js.min.js'],
    modules: ['copy.js', 'spa.js', 'bearer.js'],
    body: html`<body
      class="card-page"
      data-application-id="${keys.applicationId}"
      data-api-path="${new URL(publicServerUrl).pathname}"
      ${auth0Data(auth0)}
    >
      <header><a class="brand" href="/">Parse Server Accounts</a></header>
      <main>
        <section class="card account" id="account" aria-label="Your account">
          <noscript><p class="message">This page uses SDKs: please switch JavaScript on.</p></noscript>
          <p class="message" id="notice" role="status"></p>
          ${signedOut} ${signedIn}
        </section>
        ${bearerPanel()}
      </main>
    </body>`,
  })
}

/** A router for it. Its scripts exchange a code for tokens at the issuer. */
export function spa(settings: Settings, auth0: Auth0Settings): RequestHandler {
  const page = render(settings, auth0)
  const headers = pageHeaders({ connectOrigin: new URL(auth0.issuerUrl).origin })
  return Router().use(headers, ownNamesOnly(settings), (_request, response) => {
    response.set('Cache-Control', 'no-store').send(page)
  })
}
