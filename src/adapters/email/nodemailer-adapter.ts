/** A Parse e-mail adapter on nodemailer: any transport, text and HTML. */
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer'
import { type OptionProblem, optionsError } from '../../errors'
import { accountsOptions, type AccountsOptions } from '../../options'
import { type Message, passwordResetMessage, verificationMessage } from './messages'

/**
 * - `transport` SMTP URL (`smtp://user:password@host:587`), nodemailer transport options, or a transporter.
 * - `from` sender of every mail, as `Example <no-reply@example.com>`.
 */
export type NodemailerAdapterOptions = NonNullable<AccountsOptions['email']>

/** What Parse Server hands to an adapter for a mail to a user. */
export interface UserEmail {
  appName: string
  link: string
  user: { get(field: string): unknown }
  /** The same for all tries of one mail, where it is tried again. */
  messageId?: string
}

/** A mail of one's own, for `Parse.Cloud.sendEmail`. */
export interface EmailMessage {
  to: string
  subject: string
  text?: string
  html?: string
}

/** A Parse e-mail adapter: what `parseServer.emailAdapter` takes. */
export interface EmailAdapter {
  sendMail(message: EmailMessage): Promise<unknown>
  sendVerificationEmail?(email: UserEmail): unknown
  sendPasswordResetEmail?(email: UserEmail): unknown
  /** Ends open connections. */
  close?(): unknown
}

/** Our adapter: all of a Parse e-mail adapter, with promises. */
export interface NodemailerAdapter extends EmailAdapter {
  sendVerificationEmail(email: UserEmail): Promise<unknown>
  sendPasswordResetEmail(email: UserEmail): Promise<unknown>
  close(): void
}

const isTransporter = (transport: unknown): transport is Transporter =>
  typeof (transport as Partial<Transporter>).sendMail === 'function'

function openTransport(transport: NodemailerAdapterOptions['transport']): Transporter {
  if (isTransporter(transport)) return transport
  return typeof transport === 'string' ? createTransport(transport) : createTransport(transport)
}

/** As `to`, an address object is one recipient whatever it holds; a string would be read as a list. */
function recipient(user: UserEmail['user']): SendMailOptions['to'] {
  const address = user.get('email') ?? user.get('username')
  if (typeof address !== 'string') throw new Error('The user has no e-mail address.')
  return { name: '', address }
}

/**
 * Sends Parse Server's mails through nodemailer.
 * @throws {AccountsError} `ERR_OPTIONS`, naming every wrong option.
 * @example new ParseServer({ emailAdapter: nodemailerAdapter({ transport: process.env.SMTP_URL, from: 'Example <no-reply@example.com>' }) })
 */
export function nodemailerAdapter(options: NodemailerAdapterOptions): NodemailerAdapter {
  const { transport, from } = checked(options)
  const transporter = openTransport(transport)
  const send = (message: SendMailOptions) => transporter.sendMail({ ...message, from })
  const sendTo = ({ user, messageId }: UserEmail, message: Message) =>
    send({ to: recipient(user), ...message, ...(messageId !== undefined && { messageId }) })
  return {
    sendMail: ({ to, subject, text, html }) => send({ to, subject, text, html }),
    sendVerificationEmail: async (email) => sendTo(email, verificationMessage(email)),
    sendPasswordResetEmail: async (email) => sendTo(email, passwordResetMessage(email)),
    close: () => {
      if (!isTransporter(transport)) transporter.close()
    },
  }
}

function checked(options: unknown): NodemailerAdapterOptions {
  const parsed = accountsOptions.shape.email.unwrap().safeParse(options)
  if (parsed.success) return parsed.data
  const problems: OptionProblem[] = parsed.error.issues.map((issue) => ({
    path: ['email', ...issue.path].join('.'),
    message: issue.message,
  }))
  throw optionsError(problems)
}
