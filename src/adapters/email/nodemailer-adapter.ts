/** A Parse e-mail adapter on nodemailer: any transport, text and HTML. */
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer'
import { type OptionProblem, optionsError } from '../../errors'
import { accountsOptions, type AccountsOptions } from '../../options'
import { createTemplates, type TemplateName, type Templates } from './templates/templates'

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

/** The language that the user has chosen, or that came with the profile. */
function localeOf(user: UserEmail['user']): string | undefined {
  const locale = user.get('locale')
  return typeof locale === 'string' ? locale : undefined
}

type Looks = Pick<NodemailerAdapterOptions, 'brand' | 'templates' | 'locale'>

/** Parse Server tells the name of the app with each mail. All templates are read and checked at once. */
function createTemplatesByApp({ brand, templates: folder, locale }: Looks): (appName: string) => Templates {
  const create = (appName: string) =>
    createTemplates({ brand: { ...brand, appName }, folder, defaultLocale: locale })
  const byApp = new Map([['App', create('App')]])
  return (appName) => {
    const templates = byApp.get(appName) ?? create(appName)
    byApp.set(appName, templates)
    return templates
  }
}

/**
 * Sends Parse Server's mails through nodemailer, in the user's language.
 * @throws {AccountsError} `ERR_OPTIONS`, naming every wrong option; `ERR_TEMPLATE` for a template of the host's.
 * @example new ParseServer({ emailAdapter: nodemailerAdapter({ transport: process.env.SMTP_URL, from: 'Example <no-reply@example.com>' }) })
 */
export function nodemailerAdapter(options: NodemailerAdapterOptions): NodemailerAdapter {
  const { transport, from, ...looks } = checked(options)
  const templatesOf = createTemplatesByApp(looks)
  const transporter = openTransport(transport)
  const send = (message: SendMailOptions) => transporter.sendMail({ ...message, from })
  const sendTo = async (name: TemplateName, { user, link, appName, messageId }: UserEmail) => {
    const { subject, text, html } = templatesOf(appName).render(name, localeOf(user), { link })
    const to = recipient(user)
    return send({ to, subject, text, html, ...(messageId !== undefined && { messageId }) })
  }
  return {
    sendMail: ({ to, subject, text, html }) => send({ to, subject, text, html }),
    sendVerificationEmail: (email) => sendTo('verification', email),
    sendPasswordResetEmail: (email) => sendTo('passwordReset', email),
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
