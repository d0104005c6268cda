/** The options of `guards`: who may log in and sign up, one line each. */
import { domainToASCII } from 'node:url'
import { z } from 'zod'
import type { OptionProblem } from '../../errors'
import { anyFunction, flag, isRecord, text } from '../../option-kinds/kinds'

const domainText = 'expected a domain, as example.com, or *.example.com for all below it'

const domain = z
  .string({ error: domainText })
  .refine(
    (value) => /^(\*\.)?[^*@\s/]+\.[^*@\s/]+$/.test(value) && domainToASCII(value.replace('*.', '')) !== '',
    {
      error: domainText,
    },
  )
const domains = z
  .array(domain, { error: 'expected a list of domains, as ["example.com"]' })
  .min(1, { error: 'expected one domain at least' })

const maintenanceText = 'expected true, false, a text for users, or a function that returns one of these'

/** The declaration of `guards`. */
export const guardsOptions = z.strictObject(
  {
    emailDomains: z
      .strictObject(
        {
          allowed: domains
            .optional()
            .describe('Domains of which an address has to be; whoever has none is refused.'),
          refused: domains.optional().describe('Domains of which no address may be.'),
        },
        { error: 'expected { allowed: [domains], refused: [domains] }' },
      )
      .optional()
      .describe('Which e-mail addresses may sign up, log in, and be changed to.'),
    verifiedEmail: z
      .array(text('expected "password", or the name of a provider'), {
        error: 'expected a list of ways in, as ["password"]',
      })
      .min(1, { error: 'expected one way in at least' })
      .optional()
      .describe('Ways in, `password` or names of providers, that need a verified e-mail address.'),
    maintenance: z
      .union([z.boolean(), text(maintenanceText), anyFunction], { error: maintenanceText })
      .default(false)
      .describe(
        'Refuses log-ins and sign-ups for now: `true`, a text for users, or a function that returns one of these at each of them.',
      ),
    closedSignUp: flag()
      .default(false)
      .describe(
        'Whether nobody can sign up, by whatever way, without an [invitation](operators.md#invitations); operators still create users.',
      ),
  },
  { error: 'expected an object of guards' },
)

/** The options with their defaults. */
export type GuardsOptions = z.output<typeof guardsOptions>

/** Rules between options, on raw input. */
export function guardsProblems({ guards, parseServer }: Record<string, unknown>): OptionProblem[] {
  if (!isRecord(guards) || guards.verifiedEmail === undefined) return []
  const canVerify = isRecord(parseServer) && Boolean(parseServer.verifyUserEmails)
  if (canVerify || !Array.isArray(guards.verifiedEmail) || !guards.verifiedEmail.includes('password'))
    return []
  const message = 'needs `parseServer.verifyUserEmails`: otherwise nobody could verify an address'
  return [{ path: 'guards.verifiedEmail', message }]
}
