/** The Parse e-mail adapter for those who keep a plain `new ParseServer()`. */
import type { z } from 'zod'
import { optionsError } from '../../../errors'
import { emailOptions } from '../options'
import { problemsOf } from '../../../option-kinds/problems'
import type { NodemailerAdapter } from '../../../api/email'
import { createNodemailerAdapter } from './nodemailer'
import { createRenderer } from '../renderer'

/**
 * - `transport` SMTP URL (`smtp://user:password@host:587`), nodemailer transport options, or a transporter.
 * - `allowPlain` lets mail and password go to a server on another machine that offers no encryption.
 * - `from` sender of every mail, as `Example <no-reply@example.com>`; `replyTo` where answers go.
 * - `dkim` how mails are signed: `{ domainName, keySelector, privateKey }`.
 * - `brand`, `templates`, `locale` how mails look, and in which language they are.
 */
export type NodemailerAdapterOptions = z.input<typeof emailOptions>

/**
 * Sends Parse Server's mails through nodemailer, in the user's language.
 * @throws {AccountsError} `ERR_OPTIONS`, naming every wrong option; `ERR_TEMPLATE` for a template of the host's.
 * @example new ParseServer({ emailAdapter: nodemailerAdapter({ transport: process.env.SMTP_URL, from: 'Example <no-reply@example.com>' }) })
 */
export function nodemailerAdapter(options: NodemailerAdapterOptions): NodemailerAdapter {
  const { data, error } = emailOptions.safeParse(options)
  if (!data) throw optionsError(problemsOf(emailOptions, error, ['email']), 'nodemailerAdapter()')
  return createNodemailerAdapter(data, createRenderer(data))
}
