/** Every address and key that a client needs. */
import { html, type Html } from '../html'
import type { HomeView } from './home-view'

interface Row {
  name: string
  value: string
  link?: boolean
  note?: Html | undefined
}

function row({ name, value, link = false, note }: Row): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>
      ${
        link
          ? html`<a class="value" href="${value}" target="_blank">${value}</a>`
          : html`<code class="value" data-copy>${value}</code>`
      }
      ${note !== undefined && html`<p class="hint">${note}</p>`}
    </dd>
  </div>`
}

function secretRows({ secrets }: HomeView): Row[] {
  if (!secrets) return [{ name: 'Master key', value: 'shown in the terminal' }]
  const note = html`<span class="pill pill-warning">Secret</span> For this demo only. On a server of your own
    it never leaves the server.`
  return [{ name: 'Master key', value: secrets.masterKey, note }]
}

function signInRows({ auth0 }: HomeView): Row[] {
  if (!auth0) return []
  const { issuerUrl, clientId, audience, isLocal } = auth0
  const standIn = isLocal ? ' A stand-in for Auth0 on this machine.' : ''
  const note = html`Client id <code>${clientId}</code>, audience <code>${audience}</code>.${standIn}`
  return [{ name: 'Auth0 domain', value: issuerUrl, note }]
}

function dashboardNote({ secrets }: HomeView): Html {
  if (!secrets) return html`The login is shown in the terminal.`
  return html`Log in as <code>${secrets.dashboardUser}</code> with <code>${secrets.dashboardPassword}</code>`
}

/** The section `#connect`. */
export function connectSection(view: HomeView): Html {
  const rows: Row[] = [
    { name: 'Application ID', value: view.applicationId },
    { name: 'REST API', value: view.restUrl },
    { name: 'GraphQL API', value: view.graphqlUrl },
    ...secretRows(view),
    { name: 'Dashboard', value: view.dashboardUrl, link: true, note: dashboardNote(view) },
    ...signInRows(view),
    ...(view.mailboxUrl === undefined ? [] : [{ name: 'Mailbox', value: view.mailboxUrl, link: true }]),
  ]
  return html`<section class="connect" id="connect" aria-labelledby="connect-title">
    <h2 id="connect-title">Connect your client</h2>
    <dl class="card">${rows.map(row)}</dl>
  </section>`
}
