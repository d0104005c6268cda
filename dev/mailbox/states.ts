/** What the mail server can be told to do, in words for people. */
import type { Fault } from '../../src/testing/mailbox/faults'

/** One of them. */
export interface ServerState {
  /** As in the form. */
  name: string
  fault: Fault | undefined
  title: string
  hint: string
  /** Said on every page while it lasts. */
  warning?: string
}

const works: ServerState = { name: 'works', fault: undefined, title: 'Works', hint: 'Takes every mail.' }

/** In the order of the page. */
export const serverStates: readonly ServerState[] = [
  works,
  {
    name: '451',
    fault: 451,
    title: 'Answers 451',
    hint: 'Try later.',
    warning: 'Mails are being refused: the mail server answers 451, try later.',
  },
  {
    name: '550',
    fault: 550,
    title: 'Answers 550',
    hint: 'Refuses for good.',
    warning: 'Mails are being refused: the mail server answers 550, for good.',
  },
  {
    name: 'hang',
    fault: 'hang',
    title: 'Hangs',
    hint: 'Never answers.',
    warning: 'No mail arrives: the mail server hangs.',
  },
  {
    name: 'down',
    fault: 'down',
    title: 'Is down',
    hint: 'Refuses connections.',
    warning: 'No mail arrives: the mail server is down.',
  },
  {
    name: 'tls',
    fault: 'tls',
    title: 'Not to be trusted',
    hint: 'Has a bad certificate.',
    warning: 'No mail arrives: the mail server has a certificate that nobody trusts.',
  },
  {
    name: 'auth',
    fault: 'auth',
    title: 'Refuses log-ins',
    hint: 'A wrong password.',
    warning: 'No mail arrives: the mail server refuses log-ins.',
  },
  {
    name: 'drip',
    fault: 'drip',
    title: 'Drips',
    hint: 'A letter at a time.',
    warning: 'Mails take their time: the mail server answers a letter at a time.',
  },
]

/** The state that a fault makes. */
export const stateOf = (fault: Fault | undefined): ServerState =>
  serverStates.find((state) => state.fault === fault) ?? works
