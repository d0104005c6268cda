/** The mailbox as pages: the list of mails on the left, and a pane on the right. */
import { html, type Html } from '../html'
import { renderDocument } from '../site/document'
import type { ServerState } from './states'
import type { Mail } from './store'

function shortTime(time: Date): string {
  const today = time.toDateString() === new Date().toDateString()
  return time.toLocaleString('en', {
    hourCycle: 'h23',
    ...(today ? { timeStyle: 'short' } : { month: 'short', day: 'numeric' }),
  })
}

function entry(mail: Mail, open: boolean): Html {
  return html`<li>
    <a href="/messages/${mail.id}" id="mail-${mail.id}" ${open && html`aria-current="true"`}>
      <span class="subject">${mail.subject}</span>
      <span class="recipient">${mail.to.join(', ')}</span>
      <time datetime="${mail.receivedAt.toISOString()}">${shortTime(mail.receivedAt)}</time>
    </a>
  </li>`
}

function list(mails: readonly Mail[], open: Mail | undefined): Html {
  if (mails.length === 0) return html`<p class="empty">No mail yet. What the demo sends lands here.</p>`
  return html`<ol>
    ${mails.map((mail) => entry(mail, mail === open))}
  </ol>`
}

function warning({ warning: text }: ServerState): Html {
  return html`<div class="warning" role="status" id="warning">
    ${text !== undefined && html`<p>${text}</p>`}
  </div>`
}

/** What all pages show. */
export interface Frame {
  siteUrl: string
  mails: readonly Mail[]
  /** Of the mail server. */
  state: ServerState
}

/** What differs. */
export interface Page {
  title: string
  pane: Html
  /** The mail in the pane. */
  open?: Mail
  /** Whether a phone shows the pane, as it has no room for both. */
  isPaneFirst: boolean
}

/** A whole page. */
export function renderMailbox({ siteUrl, mails, state }: Frame, { title, pane, open, isPaneFirst }: Page) {
  return renderDocument({
    title,
    styles: ['tabs.css', 'mailbox.css', 'mail-server.css'],
    modules: ['mailbox.js'],
    body: html`<body class="mailbox ${isPaneFirst && 'is-reading'}">
      <header class="bar">
        <a class="brand" href="/">Mailbox</a>
        <p class="visually-hidden" role="status" id="news"></p>
        <nav aria-label="Elsewhere">
          <a href="/server">Mail server</a>
          <a href="${siteUrl}">Back to the demo</a>
        </nav>
      </header>
      ${warning(state)}
      <main>
        <nav class="mails" aria-label="Mails, newest first" id="mails">${list(mails, open)}</nav>
        ${pane}
      </main>
    </body>`,
  })
}
