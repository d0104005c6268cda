/** The mails of the outbox, as a list: those that wait for another try, and those that were given up. */
import type { OutboxEntry } from '../../index'
import { html, type Html } from '../html'

const counted = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`

function summary(kept: readonly OutboxEntry[] | undefined): string {
  if (!kept) return 'The outbox can’t be read at the moment.'
  const waiting = kept.filter(({ state }) => state === 'queued').length
  const givenUp = kept.length - waiting
  const parts = [
    waiting > 0 && counted(waiting, 'mail waits', 'mails wait'),
    givenUp > 0 && counted(givenUp, 'was given up', 'were given up'),
  ]
  return kept.length > 0 ? `${parts.filter(Boolean).join(', ')}.` : 'No mail waits, and none was given up.'
}

/** "passwordReset" as "Password reset". */
function kindName(kind: string): string {
  const words = kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function clockTime(time: Date): Html {
  const text = time.toLocaleTimeString('en', { hourCycle: 'h23' })
  return html`<time datetime="${time.toISOString()}">${text}</time>`
}

function progress({ attempts, nextTryAt, reason }: OutboxEntry): Html {
  const tries = counted(attempts, 'try', 'tries')
  return html`${tries}${nextTryAt && html`, the next at ${clockTime(nextTryAt)}`}. ${reason}`
}

function button(entry: OutboxEntry, action: 'retry' | 'discard', label: string): Html {
  return html`<button
    class="button button-quiet"
    id="${action}-${entry.id}"
    name="action"
    value="${action}"
    aria-describedby="kept-${entry.id}"
  >
    ${label}
  </button>`
}

function item(entry: OutboxEntry): Html {
  const isGivenUp = entry.state === 'failed'
  return html`<li>
    <p class="kept-title" id="kept-${entry.id}">
      <span><strong>${kindName(entry.kind)}</strong> to ${entry.to}</span>
      <span class="kept-state ${isGivenUp && 'is-given-up'}">${isGivenUp ? 'Given up' : 'Waiting'}</span>
    </p>
    <p class="hint">${progress(entry)}</p>
    <form method="post" action="/outbox/${entry.id}">
      ${button(entry, 'retry', 'Try again')} ${button(entry, 'discard', 'Discard')}
    </form>
  </li>`
}

/** The part of the page. Scripts put a new list in the place of the old one. */
export function keptMails(kept: readonly OutboxEntry[] | undefined): Html {
  return html`<h2 id="kept-title">Not delivered</h2>
    <p class="people" role="status" id="kept-summary">${summary(kept)}</p>
    <ul class="kept" id="kept" aria-labelledby="kept-title">
      ${kept?.map(item)}
    </ul>`
}
