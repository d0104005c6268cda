/** One mail: its head, and its content as HTML, as plain text or as it came over the wire. */
import { html, type Html } from '../html'
import type { Mail } from './store'

export const messageViews = ['html', 'text', 'source'] as const
export type MessageView = (typeof messageViews)[number]

const viewNames: Record<MessageView, string> = { html: 'HTML', text: 'Text', source: 'Source' }

/** The view that was asked for, as far as this mail has it. */
export function resolveView(mail: Mail, wanted: unknown): MessageView {
  const view = messageViews.find((candidate) => candidate === wanted) ?? 'html'
  return view === 'html' && mail.html === '' ? 'text' : view
}

/** Plain text with its addresses made into links. */
export function linkify(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, index) =>
      index % 2 === 1 ? html`<a href="${piece}" target="_blank" rel="noopener">${piece}</a>` : html`${piece}`,
    )
}

/** The frame can't run scripts or reach the mailbox; links in the mail open in a tab of their own. */
function frame(content: string): Html {
  const base = '<base target="_blank">'
  return html`<iframe
    class="mail-frame"
    title="The mail as HTML"
    sandbox="allow-popups allow-popups-to-escape-sandbox"
    srcdoc="${base}${content}"
  ></iframe>`
}

function content(mail: Mail, view: MessageView): Html {
  if (view === 'html') return frame(mail.html)
  if (view === 'text') return html`<div class="mail-text">${linkify(mail.text)}</div>`
  return html`<pre class="mail-source" tabindex="0">${mail.raw}</pre>`
}

function tab(mail: Mail, view: MessageView, current: MessageView): Html {
  const href = `/messages/${mail.id}?view=${view}`
  if (view === current) return html`<a href="${href}" aria-current="page">${viewNames[view]}</a>`
  return html`<a href="${href}">${viewNames[view]}</a>`
}

/** The reading pane. */
export function renderMessage(mail: Mail, view: MessageView): Html {
  const views = messageViews.filter((candidate) => candidate !== 'html' || mail.html !== '')
  return html`<article class="message-pane" aria-labelledby="subject">
    <header>
      <a class="back" href="/">All mails</a>
      <h1 id="subject">${mail.subject}</h1>
      <p class="people">From ${mail.from} to <strong>${mail.to.join(', ')}</strong></p>
      <p class="people">
        <time datetime="${mail.receivedAt.toISOString()}">${longTime(mail.receivedAt)}</time>
      </p>
      <nav class="tabs" aria-label="Views of this mail">${views.map((each) => tab(mail, each, view))}</nav>
    </header>
    ${content(mail, view)}
  </article>`
}

function longTime(time: Date): string {
  return time.toLocaleString('en', { dateStyle: 'long', timeStyle: 'medium', hourCycle: 'h23' })
}
