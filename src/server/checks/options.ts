/** The option that says what becomes of findings about other options. */
import { z } from 'zod'

/** The declaration of `checks`. */
export const checksOption = z
  .union([z.literal('warn'), z.literal('error'), z.literal(false)], {
    error: 'expected "warn", "error" or false',
  })
  .optional()
  .describe(
    'Whether settings that are not safe (a short master key, plain HTTP, readable Dashboard passwords) are logged or refused; `false` looks at none. Default: `"error"` when NODE_ENV is `production`, otherwise `"warn"`; see [going live](going-live.md).',
  )

export type Checks = z.output<typeof checksOption>

const isProduction = () => process.env.NODE_ENV === 'production'

/** What holds where nothing was said. */
export const checksOf = (given: Checks): 'warn' | 'error' | false =>
  given ?? (isProduction() ? 'error' : 'warn')
