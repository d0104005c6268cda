/** What came of pressing a button, said once on the page that follows. */
import { html, type Html } from '../html'

const texts = {
  retried: 'The mail is being tried again.',
  discarded: 'The mail was discarded.',
  gone: 'This mail is no longer there: it was delivered, or discarded before.',
  failed: 'This did not work: the outbox can’t be reached. Try again.',
  stuck: 'The mail server could not be started: another program uses its port. Try again.',
} as const

/** Of the switch, the page itself tells. */
export type Outcome = keyof typeof texts | 'set'

/** @param text from an address, anything at all */
export const outcomeIn = (text: unknown): Outcome | undefined =>
  text === 'set' ? text : (Object.keys(texts) as Outcome[]).find((outcome) => outcome === text)

/** It takes the focus, so that it is read out where there are no scripts, too. */
export function outcomeLine(outcome: Outcome | undefined): Html | undefined {
  if (outcome === undefined || outcome === 'set') return undefined
  const isProblem = outcome === 'failed' || outcome === 'stuck'
  return html`<p class="message ${isProblem && 'message-error'}" role="status" tabindex="-1" autofocus>
    ${texts[outcome]}
  </p>`
}
