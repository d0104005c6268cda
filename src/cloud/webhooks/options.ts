/** The options of webhooks: who is told of security events by HTTP. */
import { z } from 'zod'
import { securityEventTypes } from '../../api/security'
import { orUnset } from '../../option-kinds/kinds'

const secretText =
  'expected a secret of Standard Webhooks: whsec_ and 24 to 64 random bytes in base64 (openssl rand -base64 32)'

const credentialsText =
  'expected a URL without user and password, which can’t be sent: put a secret into its path, or check the signature'

const eventsText = 'expected a list of names of security events, as ["loginFailed"]'

function isSecret(value: string): boolean {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value)?.[1]
  const bytes = encoded === undefined ? 0 : Buffer.from(encoded, 'base64').length
  return bytes >= 24 && bytes <= 64
}

/** `fetch` refuses a URL with them. */
function hasCredentials(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { username, password } = new URL(value)
  return username !== '' || password !== ''
}

const webhook = z.strictObject(
  {
    url: z
      .url({ protocol: /^https?$/, error: 'expected a URL, as https://example.com/hooks' })
      .refine((value) => !hasCredentials(value), { error: credentialsText })
      .describe('Where events are posted to; each URL once.'),
    secret: orUnset(z.string({ error: secretText }).refine(isSecret, { error: secretText })).describe(
      '`whsec_…`, with which they are signed.',
    ),
    events: z
      .array(z.enum(securityEventTypes, { error: eventsText }), { error: eventsText })
      .min(1, { error: 'expected one event at least; leave it out for all' })
      .optional()
      .describe('Which security events; all where it is left out.'),
  },
  { error: 'expected { url, secret, events }' },
)

/** The declaration of `webhooks`. */
export const webhooksOptions = z
  .array(webhook, { error: 'expected a list of { url, secret, events }' })
  .refine((hooks) => new Set(hooks.map(({ url }) => url)).size === hooks.length, {
    error: 'expected each URL once',
  })
  .default([])

/** One of them. */
export type Webhook = z.output<typeof webhook>
