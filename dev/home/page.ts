/** The home page: a small app beside the account pages, what to try with it, and how to connect clients of one's own. */
import { html, type Html } from '../html'
import { renderDocument } from '../site/document'
import { accountCard } from './account-card'
import { connectSection } from './connect'
import { examplesSection } from './examples'
import type { HomeView, Visitor } from './home-view'
import type { Step } from './journeys'

const steps = ({ mailboxUrl }: HomeView): readonly [id: Step, title: string, text: string][] => [
  ['sign-up', 'Sign up', 'With an address and a password, on the account pages.'],
  [
    'verify',
    'Verify your e-mail',
    mailboxUrl === undefined
      ? 'Open the mail, and press the button behind its link.'
      : 'Open the mail in the mailbox, and press the button behind its link.',
  ],
  ['change', 'Change something', 'Put a book on your list.'],
  ['log-out', 'Sign out', 'The session ends on the server, too.'],
  ['reset', 'Reset your password', 'By the link in another mail.'],
  ['log-in', 'Sign in again', 'Three wrong passwords lock the account for five minutes.'],
]

function journey(view: HomeView, { done }: Visitor): Html {
  const all = steps(view)
  const next = all.find(([id]) => !done.has(id))
  return html`<section class="journey" aria-labelledby="journey-title">
    <h2 id="journey-title">The whole way, once</h2>
    <ol id="journey">
      ${all.map(
        (step) =>
          html`<li
            data-step="${step[0]}"
            ${done.has(step[0]) && html`data-done`}
            ${step === next && html`data-next`}
          >
            <h3>${step[1]} ${done.has(step[0]) && html`<span class="visually-hidden">(done)</span>`}</h3>
            <p>${step[2]}</p>
          </li>`,
      )}
    </ol>
  </section>`
}

function topBar({ appName, mailboxUrl, dashboardUrl, auth0 }: HomeView): Html {
  return html`<header class="top">
    <a class="brand" href="/">${appName}</a>
    <nav aria-label="Parts of the demo">
      ${mailboxUrl !== undefined && html`<a href="${mailboxUrl}" target="_blank">Mailbox</a>`}
      <a href="${dashboardUrl}" target="_blank">Dashboard</a>
      ${auth0 && html`<a href="/spa">Auth0</a>`}
      <a href="#connect">Connect</a>
    </nav>
  </header>`
}

/** The whole page. */
export function renderHome(view: HomeView, visitor: Visitor): string {
  return renderDocument({
    title: `${view.appName} · accounts for Parse Server`,
    styles: ['tabs.css', 'home.css', 'account-card.css', 'connect.css'],
    modules: ['copy.js', 'examples.js', 'home.js'],
    body: html`<body class="home">
      ${topBar(view)}
      <main>
        <div class="intro">
          <h1>Accounts for Parse&nbsp;Server, up and running.</h1>
          <p>
            A small app beside the account pages that come with the package: sign up, verify, reset a
            password, look after your account. All of it is the real thing, with a database, a mailbox and a
            Dashboard of its own.
          </p>
        </div>
        <div class="stage">${accountCard(view, visitor)} ${journey(view, visitor)}</div>
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
