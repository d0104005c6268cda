/** What the words of a language are: those that mails share, those of each mail, and those of pages behind them. All may hold placeholders. */
import type { TemplateName } from '../values'

/** The words of one mail. */
export interface MailWords {
  subject: string
  /** What a list of mails shows after the subject. */
  preheader: string
  heading: string
  lead: string
  /** Shown when there is a link. */
  button: string
  /** What to do when one did not expect the mail. */
  note: string
}

/** The words of a page in one of its states. */
export interface PageWords {
  /** Of the page, too. */
  heading: string
  lead: string
  note: string
}

/** The page behind the link that stops a change of address. */
export interface StopPageWords {
  /** Asks whether to stop it. */
  ask: PageWords & { button: string }
  stopped: PageWords
  /** Of a link that was used, or whose change is over. */
  over: PageWords
  /** It can't be done at the moment. */
  later: PageWords
}

export interface Words {
  /** Stands before the link itself. */
  linkHint: string
  /** How long the link works, as `{{expiresIn}}`. */
  expiry: string
  /** Between a label and what it labels. */
  colon: string
  /** Labels of the details, in the order in which they are shown. */
  details: Record<'when' | 'device' | 'ip', string>
  mails: Record<TemplateName, MailWords>
  stopPage: StopPageWords
}
