/** Sends mails by nodemailer: any transport, text and HTML. */
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer'
import type { EmailOptions } from './options'
import type { NodemailerAdapter, Recipient, UserEmail } from '../../api/email'
import { checkedMessage } from './message'
import type { Renderer } from './renderer'
import type { TemplateName } from './templates/templates'

const isTransporter = (transport: unknown): transport is Transporter =>
  typeof (transport as Partial<Transporter>).sendMail === 'function'

/** What nodemailer's options hold for ways that are not SMTP: those have no connections to keep. */
const otherWays = ['sendmail', 'streamTransport', 'jsonTransport', 'SES', 'send']

/** A connection serves the mails that follow soon: sooner than servers, and firewalls between, forget one that is idle. */
const keptConnections = { pool: true, idleTimeout: 30_000 }

function openTransport(transport: EmailOptions['transport']): Transporter {
  if (isTransporter(transport)) return transport
  const options = typeof transport === 'string' ? { url: transport } : transport
  return createTransport(
    otherWays.some((way) => way in options) ? options : { ...keptConnections, ...options },
  )
}

/** As an object, an address is one recipient whatever it holds; a string would be read as a list. */
export const oneRecipient = (address: string): Recipient => ({ name: '', address })

function recipient(user: UserEmail['user']): Recipient {
  const address = user.get('email') ?? user.get('username')
  if (typeof address !== 'string') throw new Error('The user has no e-mail address.')
  return oneRecipient(address)
}

/** @param options are checked already */
export function createNodemailerAdapter(options: EmailOptions, renderer: Renderer): NodemailerAdapter {
  const { transport, from, replyTo, dkim } = options
  const defaults = { from, ...(replyTo !== undefined && { replyTo }), ...(dkim && { dkim }) }
  const transporter = openTransport(transport)
  const send = (message: SendMailOptions) => transporter.sendMail({ ...defaults, ...message })
  const sendTo = async (name: TemplateName, email: UserEmail) => {
    const { user, link, expiresInSeconds, appName, languages, messageId } = email
    const reader = { appName, languages: languages ?? renderer.languagesOf(user) }
    const { subject, text, html } = renderer.render(name, reader, { link, expiresInSeconds })
    const to = recipient(user)
    return send({ to, subject, text, html, ...(messageId !== undefined && { messageId }) })
  }
  return {
    sendMail: async (message) => send(checkedMessage(message) as SendMailOptions),
    sendVerificationEmail: (email) => sendTo('verification', email),
    sendPasswordResetEmail: (email) => sendTo('passwordReset', email),
    verify: async () => transporter.verify(),
    close: () => {
      if (!isTransporter(transport)) transporter.close()
    },
  }
}
