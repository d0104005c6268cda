/** The home page: the account card, what to try with it, and how to connect clients of one's own. */
import type { Auth0Settings } from '../auth0-settings'
import { html, type Html } from '../html'
import { renderDocument } from '../site/document'
import { accountCard } from './account-card'
import { bearerPanel } from './bearer-panel'
import { connectSection } from './connect'
import { examplesSection } from './examples'
import type { HomeView } from './home-view'

type Step = readonly [id: string, title: string, text: string]

const steps = ({ mailboxUrl }: HomeView): readonly Step[] => [
  [
    'sign-up',
    'Sign up',
    mailboxUrl === undefined
      ? 'With an address of yours.'
      : 'Any address will do: mails stay on this machine.',
  ],
  ['verify', 'Verify your e-mail', 'Open the mail, follow its link, come back.'],
  ['change', 'Change something', 'Add a phone number and save it.'],
  ['log-out', 'Log out', 'The session ends on the server, too.'],
  ['reset', 'Reset your password', 'By the link in another mail.'],
  ['log-in', 'Log in again', 'Three wrong passwords lock the account for five minutes.'],
]

function journey(view: HomeView): Html {
  return html`<section class="journey" aria-labelledby="journey-title">
    <h2 id="journey-title">The whole way, once</h2>
    <ol id="journey">
      ${steps(view).map(
        ([id, title, text]) =>
          html`<li data-step="${id}">
            <h3>${title} <span class="visually-hidden" data-done-text></span></h3>
            <p>${text}</p>
          </li>`,
      )}
    </ol>
  </section>`
}

function topBar({ appName, mailboxUrl, dashboardUrl }: HomeView): Html {
  return html`<header class="top">
    <a class="brand" href="/">${appName}</a>
    <nav aria-label="Parts of the demo">
      ${mailboxUrl !== undefined && html`<a href="${mailboxUrl}" target="_blank">Mailbox</a>`}
      <a href="${dashboardUrl}" target="_blank">Dashboard</a>
      <a href="/books">App</a>
      <a href="#connect">Connect</a>
    </nav>
  </header>`
}

/** Without the slash, as Auth0's SDK wants it. */
function auth0Data({ issuerUrl, clientId, audience }: Auth0Settings): Html {
  return html`data-auth0-domain="${issuerUrl.replace(/\/$/, '')}" data-auth0-client-id="${clientId}"
  data-auth0-audience="${audience}"`
}

/** The whole page. */
export function renderHome(view: HomeView): string {
  return renderDocument({
    title: `${view.appName} · accounts for Parse Server`,
    styles: ['tabs.css', 'home.css', 'account-card.css', 'connect.css'],
    scripts: ['parse.min.js', ...(view.auth0 ? ['auth0-spa-js.min.js'] : [])],
    modules: ['show-password.js', 'copy.js', 'examples.js', 'home.js', ...(view.auth0 ? ['bearer.js'] : [])],
    body: html`<body
      class="home"
      data-application-id="${view.applicationId}"
      data-api-path="${view.apiPath}"
      data-mailbox-url="${view.mailboxUrl ?? ''}"
      ${view.auth0 && auth0Data(view.auth0)}
    >
      ${topBar(view)}
      <main>
        <div class="intro">
          <h1>Accounts for Parse&nbsp;Server, up and running.</h1>
          <p>
            Sign up, verify, log in, reset a password: everything on this page is the real thing, with a
            database, a mailbox and a Dashboard of its own. An app without such forms:
            <a href="/books">a reading list</a>.
          </p>
        </div>
        <div class="stage">
          <div>${accountCard(view)} ${view.auth0 && bearerPanel()}</div>
          ${journey(view)}
        </div>
        ${connectSection(view)} ${examplesSection(view)}
      </main>
      <footer>
        <p>
          A demo on your machine. Its keys and data are kept in <code>.data</code>; delete that folder to
          start anew.
        </p>
      </footer>
    </body>`,
  })
}
