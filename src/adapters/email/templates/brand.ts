/** What makes a mail the host's: logo, colour and the line at its end, beside the name of the app. */
import { z } from 'zod'
import { templateError } from './template-error'
import { isWebUrl, singleLine } from './text'

/** The surface that the button stands on, as in the layout: by day and by night. */
const surfaces = ['#ffffff', '#1c2025']
/** Stands out from both surfaces. */
const middleGrey = '#7d8590'

/** @see WCAG 2.2, "relative luminance" */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = parseInt(color.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1 to 21. @param a @param b as `#rrggbb` */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** Black or white: of any colour one of them differs by 4.5 or more, which is what text needs. */
export const labelColorOn = (color: string): string =>
  contrast(color, '#ffffff') >= 4.5 ? '#ffffff' : '#000000'

/** The colour itself where the button can be seen (3, WCAG 1.4.11) by day and by night; else a grey that can. */
export const borderColorOf = (color: string): string =>
  surfaces.every((surface) => contrast(color, surface) >= 3) ? color : middleGrey

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
