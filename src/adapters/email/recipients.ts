/** Whom a mail goes to: a user, an address, or more than that. */
import addressparser from 'nodemailer/lib/addressparser'
import { z } from 'zod'
import { AccountsError } from '../../errors'
import type { EmailMessage, MailAddressing, MailTo, Reader, Recipient } from '../../api/email'
import { accompaniments, mailError } from './message'

/** Whom a mail goes to, taken apart. */
export interface Addressed {
  user: Reader | undefined
  locale: string | undefined
  message: Omit<EmailMessage, 'subject' | 'text' | 'html'>
}

const isReader = (value: unknown): value is Reader =>
  typeof (value as Partial<Reader> | null | undefined)?.get === 'function'

/**
 * A text is one address: a list in it, or a line break, would be somebody else's idea.
 * @throws {AccountsError} `ERR_MAIL`.
 */
export function assertOneAddress(text: string): void {
  const [first, ...others] = addressparser(text, { flatten: true })
  if (first?.address.includes('@') && others.length === 0 && !/[\r\n]/.test(text)) return
  throw new AccountsError('ERR_MAIL', 'A recipient is not one e-mail address. Give several as a list.')
}

function addressOf(user: Reader): string {
  const address = user.get('email')
  if (typeof address === 'string' && address !== '') return address
  throw new AccountsError('ERR_MAIL', 'The user has no e-mail address.')
}

const addressing = accompaniments.extend({
  locale: z.string({ error: 'expected a language, as de-AT' }).optional(),
})

function isAddressing(to: MailTo | null | undefined): to is MailAddressing {
  return typeof to === 'object' && to !== null && 'to' in to && !isReader(to)
}

const textsIn = (recipients: EmailMessage['cc']): string[] =>
  [recipients ?? []].flat().filter((recipient) => typeof recipient === 'string')

/**
 * @param toRecipient writes the address of a user, which is one whatever it holds
 * @throws {AccountsError} `ERR_MAIL`, naming what is wrong.
 */
export function addressed(given: MailTo, toRecipient: (address: string) => Recipient): Addressed {
  const { to, ...rest } = isAddressing(given) ? given : { to: given as MailAddressing['to'] }
  const user = isReader(to) ? to : undefined
  const parsed = addressing.safeParse({ ...rest, to: user ? toRecipient(addressOf(user)) : to })
  if (!parsed.success) throw mailError(parsed.error)
  const { locale, ...message } = parsed.data
  const { cc, bcc, replyTo } = message
  for (const text of [message.to, cc, bcc, replyTo].flatMap(textsIn)) assertOneAddress(text)
  return { user, locale, message }
}
