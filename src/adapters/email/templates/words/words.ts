/** What the words of a language are: those that mails share, and those of each mail. All may hold placeholders. */
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
}
