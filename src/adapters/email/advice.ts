/** What operators can do about a mail server that can't be used. Made of codes only: its own words may repeat anything. */
import { isIPv6 } from 'node:net'
import type { Transporter } from 'nodemailer'

/** The code of a server that does not encrypt, and what to do. */
export const noEncryptionCode = 'ENOTLS'
export const noEncryption =
  'The mail server offers no encryption (STARTTLS), so it got neither password nor mail. Use one that does, or smtps:// and its port; in a network that you trust, set `allowPlain: true` beside `transport`.'

/** What nodemailer makes of a URL, options and well-known services. */
interface SmtpOptions {
  host?: string
  port?: number | string
  secure?: boolean
  auth?: { user?: string; pass?: string }
}

/** Some providers have a token that is both. */
const userOf = ({ auth }: SmtpOptions): string =>
  auth?.user && auth.user !== auth.pass ? ` (user ${JSON.stringify(auth.user)})` : ''

/** @returns as `smtp.example.com:587 (user "ann")`; nothing for ways that have no mail server */
export function serverName(transporter: Transporter): string | undefined {
  const transport = transporter.transporter as { name?: string; options?: SmtpOptions } | undefined
  if (!transport?.options || !transport.name?.startsWith('SMTP')) return undefined
  const { host = 'localhost', secure, port = secure ? 465 : 587 } = transport.options
  return `${isIPv6(host) ? `[${host}]` : host}:${port}${userOf(transport.options)}`
}

/** What nodemailer says of an error. */
interface Codes {
  code?: unknown
  originalCode?: unknown
}

/** The first one that fits counts. */
const advice: [about: RegExp, text: string][] = [
  [/EAUTH/, 'Check user and password in `email.transport`.'],
  [/ENOTFOUND|EDNS|EAI_AGAIN/, 'Check the name of the host in `email.transport`.'],
  [/ECONNREFUSED/, 'Is it running, and is this its port? Check `email.transport`.'],
  [/WRONG_VERSION_NUMBER/, 'Port 465 is for smtps://, ports 587 and 25 are for smtp://.'],
  [
    /CERT|SIGNATURE|ISSUER/,
    'Its certificate is not trusted here: use the name that it is for, or trust its issuer by NODE_EXTRA_CA_CERTS.',
  ],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, 'Check host and port in `email.transport`, and firewalls between.'],
]

const otherwise = 'Check `email.transport`.'

/** @param thrown by an e-mail adapter; one that says itself what to do gets no advice */
export function adviceOn(thrown: unknown): string {
  const { code, originalCode }: Codes = typeof thrown === 'object' && thrown !== null ? thrown : {}
  if (code === noEncryptionCode) return ''
  const codes = [code, originalCode].join(' ')
  return advice.find(([about]) => about.test(codes))?.[1] ?? otherwise
}
