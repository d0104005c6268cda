/** The options of the audit: what is kept of security events, and for how long. */
import { z } from 'zod'
import { flag } from '../../option-kinds/kinds'

const daysText = 'expected a whole number of days from 1 to 3650'

const audit = z.strictObject(
  {
    days: z
      .int({ error: daysText })
      .min(1, { error: daysText })
      .max(3650, { error: daysText })
      .default(90)
      .describe('Days for which rows are kept.'),
    shortenAddresses: flag()
      .default(false)
      .describe('Keeps 24 bits of an address of IPv4, and 48 of one of IPv6.'),
    lastLogin: flag().default(false).describe('Notes `lastLoginAt` and `loginCount` of users.'),
  },
  { error: 'expected false, or an object of options' },
)

/** The declaration of `audit`. */
export const auditOptions = z.union([z.literal(false), audit], {
  error: 'expected false, or an object of options',
})

/** The options with their defaults. */
export type AuditOptions = z.output<typeof audit>
