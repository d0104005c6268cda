/** The mail server as a pane of the mailbox: a switch for what it does, and the mails that it did not take. */
import type { OutboxEntry } from '../../index'
import { html, type Html } from '../html'
import { keptMails } from './kept-mails'
import { type Outcome, outcomeLine } from './outcome'
import { type ServerState, serverStates } from './states'

/** What the pane shows. */
export interface ServerView {
  state: ServerState
  /** None when they can't be read. */
  kept: readonly OutboxEntry[] | undefined
  outcome?: Outcome | undefined
}

function stateButton({ name, title, hint }: ServerState, isCurrent: boolean, isFocused: boolean): Html {
  return html`<button
    class="state"
    name="state"
    value="${name}"
    aria-pressed="${String(isCurrent)}"
    ${isFocused && html`autofocus`}
  >
    <strong>${title}</strong>
    <span class="hint">${hint}</span>
  </button>`
}

/** The button that was pressed has the focus again, so that its new state is read out. */
function stateSwitch({ state, outcome }: ServerView): Html {
  return html`<form method="post" action="/server">
    <fieldset class="states">
      <legend class="visually-hidden">What the mail server does</legend>
      ${serverStates.map((each) => stateButton(each, each === state, each === state && outcome === 'set'))}
    </fieldset>
  </form>`
}

/** The pane. */
export function renderServer(view: ServerView): Html {
  return html`<section class="server-pane" aria-labelledby="server-title">
    <a class="back" href="/">All mails</a>
    <h1 id="server-title">Mail server</h1>
    <p class="people">Let it fail, sign somebody up, and see that no mail is lost.</p>
    ${stateSwitch(view)} ${outcomeLine(view.outcome)} ${keptMails(view.kept)}
  </section>`
}
