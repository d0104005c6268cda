/** The pages of the issuer, apart from its log-in: they say what happened, and that all this is a stand-in. */
import { html, type Html } from '../html'
import { renderDocument } from '../site/document'

/** The look they share: the demo's card, under a name that nobody takes for Auth0's. */
export function renderIssuerPage(title: string, content: Html): string {
  return renderDocument({
    title: `${title} · local sign-in`,
    styles: ['card-page.css', 'issuer.css'],
    body: html`<body class="card-page">
      <header><span class="brand">Local sign-in</span></header>
      <main class="card">${content}</main>
      <footer>
        <p>A stand-in for Auth0’s log-in page, for this machine only. No other host is asked.</p>
      </footer>
    </body>`,
  })
}

/** At the address that the terminal prints. */
export function renderStandIn(home: string): string {
  return renderIssuerPage(
    'Local sign-in',
    html`<h1>Local sign-in</h1>
      <p>The demo sends people here to sign in, as an app sends them to Auth0.</p>
      <a class="button" href="${home}">To the demo</a>`,
  )
}

/** @param detail in the words of the specification, for developers */
export function renderProblem(detail: string): string {
  return renderIssuerPage(
    'This did not work',
    html`<span class="seal seal-warning" aria-hidden="true">!</span>
      <h1>This did not work</h1>
      <p>Go back to the demo and start again.</p>
      <p class="detail">${detail}</p>`,
  )
}

/** @param form with an id, without a button */
export function renderLogOut(form: Html): string {
  return renderIssuerPage(
    'Log out',
    html`<h1>Log out?</h1>
      <p>You are signed in here, and so in every application that uses this sign-in.</p>
      ${form}
      <button class="button" form="op.logoutForm" name="logout" value="yes">Log out</button>`,
  )
}

/** Where a log-out without an address to return to ends. */
export function renderLoggedOut(): string {
  return renderIssuerPage(
    'Logged out',
    html`<span class="seal" aria-hidden="true">✓</span>
      <h1>You are logged out</h1>
      <p>You can close this page.</p>`,
  )
}
