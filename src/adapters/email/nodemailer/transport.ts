/** The way that mails go: a transporter of the host's, or one made of its options, which then encrypts. */
import { BlockList, isIP } from 'node:net'
import type { TransportOptions, Transporter } from 'nodemailer'
import type { EmailOptions } from '../options'
import { noEncryption, noEncryptionCode } from '../advice'
import { lazily } from '../../../parse/lazily'

const nodemailer = lazily(() => module.require('nodemailer') as typeof import('nodemailer'))

/** What nodemailer makes of a URL, options and well-known services; its connections read it. */
interface SmtpOptions {
  host?: string
  requireTLS?: boolean
}

/** A transporter, and whose it is. */
export interface Transport {
  transporter: Transporter
  /** Then what it does is the host's business. */
  isOfHost: boolean
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether nobody can stand between here and a host. nodemailer takes this machine where none is named. */
export function isLoopback(host = 'localhost'): boolean {
  const version = isIP(host)
  if (version === 0) return host.toLowerCase() === 'localhost'
  return loopback.check(host, version === 4 ? 'ipv4' : 'ipv6')
}

const isTransporter = (transport: unknown): transport is Transporter =>
  typeof (transport as Partial<Transporter>).sendMail === 'function'

/** What nodemailer's options hold for ways that are not SMTP: those have no connections to keep. */
const otherWays = ['sendmail', 'streamTransport', 'jsonTransport', 'SES', 'send']

/** A connection serves the mails that follow soon: sooner than servers, and firewalls between, forget one that is idle. */
const keptConnections = { pool: true, idleTimeout: 30_000 }

/**
 * nodemailer encrypts where the server offers it, and logs in without where it does not: whoever stands between takes
 * the offer out of the answer, and has the password. Of contradictory options, `requireTLS` wins.
 */
function encrypt({ transporter }: Transporter): void {
  const { options } = transporter as unknown as { options: SmtpOptions }
  if (!isLoopback(options.host)) options.requireTLS = true
}

export function openTransport({
  transport,
  allowPlain,
}: Pick<EmailOptions, 'transport' | 'allowPlain'>): Transport {
  if (isTransporter(transport)) return { transporter: transport, isOfHost: true }
  const options = (typeof transport === 'string' ? { url: transport } : transport) as TransportOptions
  if (otherWays.some((way) => way in options))
    return { transporter: nodemailer().createTransport(options), isOfHost: false }
  const transporter: Transporter = nodemailer().createTransport({
    ...keptConnections,
    ...options,
  } as TransportOptions)
  if (!allowPlain) encrypt(transporter)
  return { transporter, isOfHost: false }
}

/** What nodemailer throws when a server must encrypt and does not. */
interface NoEncryption {
  command?: unknown
  response?: unknown
  message?: unknown
}

const lacksEncryption = ({ command, response, message }: NoEncryption): boolean =>
  (command === 'STARTTLS' && response !== undefined && response !== false) ||
  (command === 'EHLO' && String(message).includes('required STARTTLS'))

/** Says what to do when a server does not encrypt, which nodemailer's own words do not. */
export async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (thrown) {
    if (typeof thrown !== 'object' || thrown === null || !lacksEncryption(thrown)) throw thrown
    throw Object.assign(new Error(noEncryption, { cause: thrown }), { code: noEncryptionCode })
  }
}
