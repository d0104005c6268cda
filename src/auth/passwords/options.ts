/** The options for what passwords have to be. */
import { z } from 'zod'
import { flag, functionOf } from '../../option-kinds/kinds'

/** bcrypt looks at no more bytes. */
export const mostBytes = 72

const lengthText = `expected a whole number from 1 to ${mostBytes}`
const breachedText = 'expected true, false, or a function that tells whether a password was in a breach'

/** Tells whether a password was in a breach. */
export type AskForBreach = (password: string) => boolean | Promise<boolean>

const askForBreach = functionOf<AskForBreach>()

const rules = z.strictObject({
  minLength: z
    .int({ error: lengthText })
    .min(1, { error: lengthText })
    .max(mostBytes, { error: lengthText })
    .default(8)
    .describe('Characters (code points) that a password has at least.'),
  common: flag().default(true).describe('Refuses the commonest passwords.'),
  personal: flag()
    .default(true)
    .describe('Refuses the user’s own name and e-mail address, and the name of the app.'),
  breached: z
    .union([z.boolean(), askForBreach], { error: breachedText })
    .default(false)
    .describe(
      'Refuses passwords that were in a breach: `true` asks Have I Been Pwned, which learns 5 digits of a SHA-1 digest; or a function `(password) => boolean`.',
    ),
})

/** The declaration of `passwords`. */
export const passwordOptions = z.union([z.literal(false), rules], {
  error: 'expected false, or { minLength, common, personal, breached }',
})

/** The rules, with their defaults. */
export type PasswordRules = z.output<typeof rules>
