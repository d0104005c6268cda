/** The options of mail, for `createAccounts` and for the stand-alone adapter. */
import type { Transport, Transporter } from 'nodemailer'
import type JSONTransport from 'nodemailer/lib/json-transport'
import type SendmailTransport from 'nodemailer/lib/sendmail-transport'
import type SESTransport from 'nodemailer/lib/ses-transport'
import type SMTPPool from 'nodemailer/lib/smtp-pool'
import type SMTPTransport from 'nodemailer/lib/smtp-transport'
import type StreamTransport from 'nodemailer/lib/stream-transport'
import { z } from 'zod'
import { flag, folder, functionOf, howToWriteUrls, isRecord, orUnset, text } from '../../option-kinds/kinds'
import { canonicalLocale, localeAndParents } from './templates/locale'
import { languages } from './templates/words/languages'
import { signingKeyProblem, withNewlines } from './nodemailer/signing-key'

const urlText = 'as smtp://user:password@host:587'

/** A password with a slash or a number sign in it ends the host early, and mail would go elsewhere. */
function urlProblem(text: string): string | undefined {
  const isWhole = URL.canParse(text) && /^\/?$/.test(new URL(text).pathname)
  if (isWhole && !text.includes('#')) return undefined
  return `expected a URL with neither path nor fragment, ${urlText}; ${howToWriteUrls}`
}

/** What one may find among the options of nodemailer. */
interface Known {
  url?: unknown
  dkim?: { privateKey?: unknown; keys?: unknown }
}

function keyProblem({ dkim }: Known): string | undefined {
  if (!dkim) return undefined
  const keys = [dkim.keys ?? dkim].flat() as { privateKey?: unknown }[]
  const problems = keys.map(({ privateKey }) =>
    typeof privateKey === 'string' ? signingKeyProblem(privateKey) : undefined,
  )
  const first = problems.find((problem) => problem !== undefined)
  return first && `dkim: ${first}`
}

function problemOf(transport: string | object): string | undefined {
  if (typeof transport === 'string') return urlProblem(transport)
  const { url, ...others } = transport as Known
  return (typeof url === 'string' ? urlProblem(url) : undefined) ?? keyProblem(others)
}

type TransportOptions =
  | SMTPTransport.Options
  | SMTPPool.Options
  | SendmailTransport.Options
  | SESTransport.Options
  | StreamTransport.Options
  | JSONTransport.Options
  | Transport
  | Transporter

const transportText = `expected an SMTP URL, ${urlText} (${howToWriteUrls}), or nodemailer transport options`
const transportOptions = z.custom<TransportOptions>(isRecord).meta({ type: 'object' })

export const transportOption = z
  .union([z.url({ protocol: /^smtps?$/, abort: true }), transportOptions], { error: transportText })
  .superRefine((transport, context) => {
    const message = problemOf(transport)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })

const colorText = 'expected a colour, as #1a56db'

const brand = z.strictObject(
  {
    logoUrl: z
      .url({ protocol: /^https?$/, error: 'expected the URL of a picture, as https://example.com/logo.png' })
      .optional()
      .describe('Logo in place of the name of the app.'),
    color: text(colorText)
      .regex(/^#[0-9a-f]{6}$/i, { error: colorText })
      .optional()
      .describe('Colour of buttons, as `#1a56db`; the text on them stays readable.'),
    footer: text('expected a text').optional().describe('Last lines, as your address.'),
  },
  { error: 'expected { logoUrl, color, footer }' },
)

const dkim = z.strictObject(
  {
    domainName: text('expected the domain that signs, as example.com').describe('Domain that signs.'),
    keySelector: text('expected the selector of the key').describe(
      'Selector of the key, which stands in DNS at `<keySelector>._domainkey.<domainName>`.',
    ),
    privateKey: text('expected a private key in PEM')
      .overwrite(withNewlines)
      .superRefine((pem, context) => {
        const message = signingKeyProblem(pem)
        if (message !== undefined) context.addIssue({ code: 'custom', message })
      })
      .describe('Private RSA key, in PEM; its newlines may be written as `\\n`.'),
  },
  { error: 'expected { domainName, keySelector, privateKey }' },
)

/** What the function `email.locale` is asked with. */
export interface LocaleQuestion {
  /** Whom the mail is for; none where only an address is known. */
  user: { get(field: string): unknown } | undefined
  /** Of the request that the mail is sent for (`Accept-Language`), the best first. */
  languages: string[]
}

const localeText = 'expected a language, as en or de-AT, or a function that returns one'
const chooseLocale = functionOf<(question: LocaleQuestion) => unknown>()

const sender = (expected: string) => text(expected).regex(/^[^\r\n]+@[^\r\n]+$/, { error: expected })

const isOurs = (locale: string) => localeAndParents(locale).some((tag) => languages.has(tag))

export const emailOptions = z
  .strictObject(
    {
      transport: orUnset(transportOption).describe(
        'Where mail goes: an SMTP URL, nodemailer transport options, or a nodemailer transporter.',
      ),
      allowPlain: flag()
        .default(false)
        .describe(
          'Sends mail and password without encryption to a mail server on another machine that offers none. For trusted networks only.',
        ),
      from: orUnset(sender('expected a sender, as "Example <no-reply@example.com>"')).describe(
        'Sender of every mail.',
      ),
      replyTo: sender('expected an address, as "Help <help@example.com>"')
        .optional()
        .describe('Where answers go.'),
      dkim: dkim.optional().describe('How mails are signed, where the mail server does not do it.'),
      brand: brand.optional().describe('How mails look.'),
      templates: folder()
        .optional()
        .describe('Folder with templates of your own; see [e-mail templates](email-templates.md).'),
      locale: z
        .union([text(localeText).refine(canonicalLocale, { error: localeText }), chooseLocale], {
          error: localeText,
        })
        .optional()
        .describe(
          'Language of mails where neither the user’s field `locale` nor the request tells one: en, de, es, fr, pt or ja. Or a function `({ user, languages }) => language` that is asked first. Default: en.',
        ),
    },
    { error: 'expected { transport, from }' },
  )
  .refine(
    ({ locale, templates }) => typeof locale !== 'string' || templates !== undefined || isOurs(locale),
    {
      path: ['locale'],
      error: `expected one of ${[...languages.keys()].join(', ')}, or templates of your own in that language`,
    },
  )

/** What our mail adapter takes. */
export type EmailOptions = z.output<typeof emailOptions>
/** Chooses the language of a mail. */
export type ChooseLocale = z.output<typeof chooseLocale>
