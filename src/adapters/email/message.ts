/** What our adapter takes as a mail that is written, and whom a mail goes to. */
import addressparser from 'nodemailer/lib/addressparser'
import { z } from 'zod'
import { AccountsError } from '../../errors'
import { problemsOf } from '../../option-kinds/problems'
import type { EmailMessage, MailAddressing, MailTo, Reader, Recipient } from '../../api/email'

const text = z.string({ error: 'expected a text' })
const recipientText = 'expected an address, as ann@example.com or { name, address }'
const address = z.string().min(1, { error: recipientText })
const recipient = z.union([address, z.strictObject({ name: text, address })], { error: recipientText })
const recipientsText = `${recipientText}, or a list of them`
const recipients = z.union([recipient, z.array(recipient).min(1, { error: recipientsText })], {
  error: recipientsText,
})
/** A `path` or an `href` would let whoever names a file read what the server can read. */
const attachment = z.strictObject(
  {
    filename: text,
    content: z.union([text, z.instanceof(Uint8Array).transform((bytes) => Buffer.from(bytes))], {
      error: 'expected a text or bytes',
    }),
    contentType: text.optional(),
    encoding: z.literal('base64', { error: 'expected base64' }).optional(),
    cid: text.optional(),
  },
  { error: 'expected { filename, content }' },
)

/** What accompanies the words of a mail. */
export const accompaniments = z.object({
  to: recipients,
  cc: recipients.optional(),
  bcc: recipients.optional(),
  replyTo: recipient.optional(),
  attachments: z.array(attachment, { error: 'expected a list of { filename, content }' }).optional(),
})

const message = accompaniments.extend({
  from: recipient.optional(),
  subject: text,
  text: text.optional(),
  html: text.optional(),
  messageId: text.optional(),
})

/**
 * @returns the mail, without what our adapter does not know
 * @throws {AccountsError} `ERR_MAIL`, naming what is wrong and no value.
 */
export function checkedMessage(given: unknown): EmailMessage {
  const parsed = message.safeParse(given)
  if (parsed.success) return parsed.data
  throw mailError(parsed.error)
}

/** Says in one line what is wrong with a mail. */
export function mailError(error: z.ZodError): AccountsError {
  const problems = problemsOf(message, error).map(({ path, message: expected }) => `${path}: ${expected}`)
  return new AccountsError('ERR_MAIL', `The mail can’t be sent. ${problems.join('; ')}`)
}

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
