/** What makes a mail the host's: logo, colour and the line at its end, beside the name of the app. */
import { z } from 'zod'
import { borderColorOf, labelColorOn } from './color'
import { templateError } from './template-error'
import { isWebUrl, singleLine } from './text'

export interface Brand {
  /** Where the logo is; it is shown 40 pixels high, on light and on dark. Without it the name stands there. */
  logoUrl?: string | undefined
  /** Colour of the button, as `#rrggbb`; its label is black or white, whichever can be read. Default: a blue. */
  color?: string | undefined
  /** Line at the end, as an address. */
  footer?: string | undefined
}

const maxLength = 200
const line = z.string().transform((value) => singleLine(value, maxLength))

/** The name of the app, on one line. */
export const appNameOf = (appName: string): string => singleLine(appName, maxLength)

const brand = z.strictObject({
  logoUrl: z.string().refine(isWebUrl, { error: 'expected an http or https URL' }).optional(),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, { error: 'expected a colour, as #1a56db' })
    .default('#2563eb'),
  footer: line.optional(),
})

/**
 * The values of the brand that a layout needs.
 * @throws {AccountsError} `ERR_TEMPLATE` naming what is wrong.
 */
export function resolveBrand(options: Brand): Record<string, string | undefined> {
  const parsed = brand.safeParse(options)
  if (parsed.success)
    return {
      ...parsed.data,
      labelColor: labelColorOn(parsed.data.color),
      borderColor: borderColorOf(parsed.data.color),
    }
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw templateError('brand', problems.join(', '))
}
