/** Sends mails by nodemailer: any transport, text and HTML. */
import type { SendMailOptions } from 'nodemailer'
import type { EmailOptions } from '../options'
import type { NodemailerAdapter, Recipient, UserEmail } from '../../../api/email'
import { checkedMessage } from '../message'
import type { Renderer } from '../renderer'
import type { TemplateName } from '../templates/templates'
import { explained, openTransport, type Transport } from './transport'

/** As an object, an address is one recipient whatever it holds; a string would be read as a list. */
export const oneRecipient = (address: string): Recipient => ({ name: '', address })

function recipient(user: UserEmail['user']): Recipient {
  const address = user.get('email') ?? user.get('username')
  if (typeof address !== 'string') throw new Error('The user has no e-mail address.')
  return oneRecipient(address)
}

/** @param options are checked already */
export function createNodemailerAdapter(
  options: EmailOptions,
  renderer: Renderer,
  { transporter, isOfHost }: Transport = openTransport(options),
): NodemailerAdapter {
  const { from, replyTo, dkim } = options
  const defaults = { from, ...(replyTo !== undefined && { replyTo }), ...(dkim && { dkim }) }
  const send = (message: SendMailOptions) =>
    explained(() => transporter.sendMail({ ...defaults, ...message }))
  const sendTo = async (name: TemplateName, email: UserEmail) => {
    const { user, link, expiresInSeconds, appName, languages, messageId } = email
    const reader = { appName, languages: languages ?? renderer.languagesOf(user) }
    const values = { link: renderer.pageLink(link, name, reader.languages), expiresInSeconds }
    const { subject, text, html } = renderer.render(name, reader, values)
    const to = recipient(user)
    return send({ to, subject, text, html, ...(messageId !== undefined && { messageId }) })
  }
  return {
    sendMail: async (message) => send(checkedMessage(message) as SendMailOptions),
    sendVerificationEmail: (email) => sendTo('verification', email),
    sendPasswordResetEmail: (email) => sendTo('passwordReset', email),
    verify: () => explained(() => transporter.verify()),
    close: () => {
      if (!isOfHost) transporter.close()
    },
  }
}
