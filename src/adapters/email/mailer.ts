/** Writes mails by template, and gives them to be sent. */
import type { Dispatch } from './dispatch'
import type { MailTo } from '../../api/email'
import { addressed } from './message'
import type { ResolvedAdapter } from './any-adapter'

/** What a mail is beside its words. */
export interface MailExtras {
  /** Link to a page that takes a token; it gets the language of the mail. */
  pageLink?: string | undefined
  /** Key of which only the newest mail is sent, where mails are kept. */
  replaces?: string
}

/**
 * Resolves when the mail is kept, or (without an outbox) handed over.
 * @param template one of the package's, or of the host's folder
 * @param data values of the template; a `Date` is written as people of the reader's language do
 * @throws {AccountsError} `ERR_TEMPLATE` for an unknown template, and a value that is missing or wrong; `ERR_MAIL`
 *   for wrong recipients and attachments.
 */
export type SendMail = (
  template: string,
  to: MailTo,
  data?: Record<string, unknown>,
  extras?: MailExtras,
) => Promise<void>

type MailerParts = Pick<ResolvedAdapter, 'renderer' | 'toRecipient'> & {
  send: Dispatch['send']
  appName: string
}

export function createMailer({ renderer, toRecipient, send, appName }: MailerParts): SendMail {
  return async (template, to, data = {}, { replaces, pageLink } = {}) => {
    const { user, locale, message } = addressed(to, toRecipient)
    const languages = [locale ?? [], renderer.languagesOf(user)].flat()
    const link = pageLink === undefined ? {} : { link: renderer.pageLink(pageLink, template, languages) }
    const { subject, text, html } = renderer.render(template, { appName, languages }, { ...data, ...link })
    await send(template, { ...message, subject, text, html }, replaces)
  }
}
