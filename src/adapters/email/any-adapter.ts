/** The e-mail adapter that the options ask for: ours, or any Parse e-mail adapter in any of Parse's forms. */
import { optionsError, reasonOf } from '../../errors'
import { internals } from '../../parse/internals'
import type { ParseServerSettings } from '../../parse/options'
import type { EmailAdapter, EmailMessage, Recipient } from '../../api/email'
import { serverName } from './advice'
import { checkedMessage } from './message'
import type { EmailOptions } from './options'
import { createNodemailerAdapter, oneRecipient } from './nodemailer/nodemailer'
import { createRenderer, type Renderer } from './renderer'
import { openTransport } from './nodemailer/transport'

/** A mail server, as operators are told of it. */
export interface MailServer {
  /** Rejects when mail can't be sent now. */
  verify: () => Promise<unknown>
  name: string | undefined
}

/** The host's. */
export interface MailSettings {
  email?: EmailOptions | undefined
  outbox: boolean | { redisUrl: string }
  /** Of the outbox, those of this process: its options are not those of the server. */
  sendsOwnOnly?: boolean | undefined
  parseServer: ParseServerSettings
}

/** The Redis in which the outbox is, if it is in one. */
export const redisUrlOf = ({ outbox }: Pick<MailSettings, 'outbox'>): string | undefined =>
  typeof outbox === 'object' ? outbox.redisUrl : undefined

/** An adapter, and what is to be known of it. */
export interface ResolvedAdapter {
  adapter: EmailAdapter
  renderer: Renderer
  /** @throws {AccountsError} `ERR_MAIL` for a mail that it would not take. */
  check: (message: EmailMessage) => EmailMessage
  /** An address as it takes it. */
  toRecipient: (address: string) => Recipient
  /** Where it can be asked. */
  server?: MailServer
}

const isAdapter = (value: unknown): value is EmailAdapter =>
  typeof (value as Partial<EmailAdapter> | undefined)?.sendMail === 'function'

function problem(message: string) {
  return optionsError([{ path: 'parseServer.emailAdapter', message }])
}

function load(adapter: unknown): unknown {
  try {
    return internals.loadAdapter()(adapter)
  } catch (thrown) {
    throw problem(`could not be loaded: ${reasonOf(thrown)}`)
  }
}

function ours(email: EmailOptions): ResolvedAdapter {
  const renderer = createRenderer(email)
  const transport = openTransport(email)
  const adapter = createNodemailerAdapter(email, renderer, transport)
  const server = { verify: () => adapter.verify(), name: serverName(transport.transporter) }
  return { adapter, renderer, check: checkedMessage, toRecipient: oneRecipient, server }
}

/** Other adapters know fields that we don't, and addresses as text only. */
const theirs = (adapter: EmailAdapter): ResolvedAdapter => ({
  adapter,
  renderer: createRenderer(),
  check: (message) => message,
  toRecipient: (address) => address,
})

/**
 * @returns nothing when no e-mail is configured.
 * @throws {AccountsError} `ERR_OPTIONS` when the adapter can't be loaded, or can't send mail; `ERR_TEMPLATE`.
 */
export function resolveEmailAdapter({ email, parseServer }: MailSettings): ResolvedAdapter | undefined {
  if (email) return ours(email)
  if (!parseServer.emailAdapter) return undefined
  const adapter = load(parseServer.emailAdapter)
  if (isAdapter(adapter)) return theirs(adapter)
  throw problem('expected a Parse e-mail adapter, with a function sendMail({ to, subject, text })')
}
