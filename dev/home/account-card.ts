/** The card on which a person signs up, logs in, resets a password and looks after the account. */
import { html, type Html } from '../html'
import type { HomeView } from './home-view'
import { type Field, type Panel, panels } from './panels'

function field({ id, name, label, autocomplete, type = 'text', minlength, hint }: Field): Html {
  return html`<label for="${id}">${label}</label>
    <div ${type === 'password' && html`class="field"`}>
      <input
        id="${id}"
        name="${name}"
        type="${type}"
        autocomplete="${autocomplete}"
        autocapitalize="none"
        spellcheck="false"
        required
        ${minlength !== undefined && html`minlength="${minlength}"`}
        ${hint !== undefined && html`aria-describedby="${id}-hint"`}
      />
    </div>
    ${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}`
}

function panel({ id, fields, button, lead, title }: Panel): Html {
  return html`<form
    class="panel"
    id="${id}"
    method="post"
    aria-label="${title}"
    novalidate
    ${id !== 'sign-up' && html`hidden`}
  >
    ${lead !== undefined && html`<p class="lead">${lead}</p>`} ${fields.map(field)}
    <p class="message message-error" role="alert" data-error></p>
    <button class="button">${button}</button>
  </form>`
}

function auth0Form(): Html {
  return html`<form id="auth0" name="auth0" method="post" aria-label="Sign in with Auth0">
      <button class="button">Sign in with Auth0</button>
      <p class="message message-error" role="alert" data-error></p>
    </form>
    <p class="or">or</p>`
}

function signedOut(hasAuth0: boolean): Html {
  return html`<div id="signed-out">
    ${hasAuth0 && auth0Form()}
    <nav class="tabs" aria-label="Account">
      ${panels.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}
    </nav>
    ${panels.map(panel)}
  </div>`
}

function signedIn(): Html {
  return html`<div id="signed-in" hidden>
    <div class="person">
      <span class="avatar" aria-hidden="true">
        <span data-initial></span>
        <img data-picture alt="" width="52" height="52" hidden />
      </span>
      <div>
        <h2 tabindex="-1" data-username></h2>
        <p><span data-email></span> <span class="pill" data-verified></span></p>
      </div>
    </div>
    <p class="hint session" data-session></p>
    <div class="verify" data-unverified hidden>
      <p>To verify your address, follow the link in the mail that we send you.</p>
      <button class="link-button" type="button" id="send-again">Send a new mail</button>
    </div>
    <form class="panel" id="change-phone" method="post" aria-label="Your details">
      <label for="phone">Phone</label>
      <div class="with-button">
        <input id="phone" name="phone" type="tel" autocomplete="tel" placeholder="415-392-0202" />
        <button class="button button-quiet">Save</button>
      </div>
      <p class="message message-error" role="alert" data-error></p>
    </form>
    <details class="token">
      <summary>Session token</summary>
      <p class="hint">For the header <code>X-Parse-Session-Token</code> of your own requests.</p>
      <code class="value" data-session-token data-copy></code>
    </details>
    <button class="button button-quiet" type="button" id="log-out">Log out</button>
  </div>`
}

/** The card. Its two halves are shown in turn by `account.js`. */
export function accountCard({ mailboxUrl, auth0 }: Pick<HomeView, 'mailboxUrl' | 'auth0'>): Html {
  return html`<section class="card account" id="account" aria-label="Your account">
    <noscript><p class="message">This card uses the Parse JS SDK: please switch JavaScript on.</p></noscript>
    <p class="message" id="notice" role="status"></p>
    <p class="message mail-hint" role="status">
      <span data-mail-hint></span>
      ${mailboxUrl !== undefined && html`<a data-mail-link href="${mailboxUrl}" target="_blank" hidden>Open it</a>`}
    </p>
    ${signedOut(auth0 !== undefined)} ${signedIn()}
  </section>`
}
