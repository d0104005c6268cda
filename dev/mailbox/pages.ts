/** The mailbox as pages: the list of mails on the left, the one being read on the right. */
import { html, type Html } from '../html'
import { renderDocument } from '../pages/document'
import { type MessageView, renderMessage } from './message-view'
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
    <a href="/messages/${mail.id}" ${open && html`aria-current="true"`}>
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

/** What the page shows. */
export interface MailboxView {
  siteUrl: string
  mails: readonly Mail[]
  open?: Mail
  view?: MessageView
}

/** A whole page; without an open mail it invites to choose one. */
export function renderMailbox({ siteUrl, mails, open, view = 'html' }: MailboxView): string {
  return renderDocument({
    title: open ? `${open.subject} · Mailbox` : 'Mailbox',
    styles: ['tabs.css', 'mailbox.css'],
    modules: ['mailbox.js'],
    body: html`<body class="mailbox ${open && 'is-reading'}">
      <header class="bar">
        <a class="brand" href="/">Mailbox</a>
        <p class="visually-hidden" role="status" id="news"></p>
        <a href="${siteUrl}">Back to the demo</a>
      </header>
      <main>
        <nav class="mails" aria-label="Mails, newest first" id="mails">${list(mails, open)}</nav>
        ${
          open
            ? renderMessage(open, view)
            : html`<p class="placeholder">Choose a mail on the left to read it.</p>`
        }
      </main>
    </body>`,
  })
}
