/** What our adapter takes as a mail that is written. */
import { z } from 'zod'
import { AccountsError } from '../../errors'
import { problemsOf } from '../../option-kinds'
import type { EmailMessage } from '../../api/email'

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
  const problems = problemsOf(error).map(({ path, message: expected }) => `${path}: ${expected}`)
  return new AccountsError('ERR_MAIL', `The mail can’t be sent. ${problems.join('; ')}`)
}
