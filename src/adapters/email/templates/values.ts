/** The mails of the package and what each is about: its values, declared and checked in one place. */
import { z } from 'zod'
import { isWebUrl, singleLine } from './text'
import { templateError } from './template-error'

const linkText = 'expected an http or https URL'
const secondsText = 'expected seconds, more than 0'
const lineText = 'expected a text'

const link = z.string({ error: linkText }).refine(isWebUrl, { error: linkText })
const date = z.date({ error: 'expected a Date' })
const expiresInSeconds = z.number({ error: secondsText }).positive({ error: secondsText })
/** Some of these come from a request, as the device does: they get no lines of their own, and no page. */
const line = z.string({ error: lineText }).transform((value) => singleLine(value, 200))

const expiringLink = { link, expiresInSeconds: expiresInSeconds.optional() }
const circumstances = {
  link: link.optional(),
  when: date.optional(),
  device: line.optional(),
  ip: line.optional(),
}
const timeZone = z.string({ error: 'expected the name of a time zone' }).optional()

const mails = {
  verification: z.object({ ...expiringLink, timeZone }),
  passwordReset: z.object({ ...expiringLink, timeZone }),
  accountLocked: z.object({ link: link.optional(), until: date.optional(), timeZone }),
  passwordChanged: z.object({ ...circumstances, timeZone }),
  emailChangeRequested: z.object({ ...circumstances, newEmail: line, timeZone }),
  emailChanged: z.object({ ...circumstances, newEmail: line, timeZone }),
  newDevice: z.object({ ...circumstances, timeZone }),
  invitation: z.object({ ...expiringLink, timeZone }),
  welcome: z.object({ link: link.optional(), timeZone }),
  identityLinked: z.object({ ...circumstances, provider: line, timeZone }),
  secondFactorRemoved: z.object({ ...circumstances, timeZone }),
  accountDeleted: z.object({ ...circumstances, timeZone }),
}

export type TemplateName = keyof typeof mails

export const templateNames = Object.keys(mails) as TemplateName[]

/** Whether a mail is one of the package's own. */
export const isTemplateName = (name: string): name is TemplateName => Object.hasOwn(mails, name)

/** What stands in every mail, whatever it is about. */
const commonValues = ['appName', 'logoUrl', 'color', 'footer', 'locale']

/** The values that a template of the host may use for this mail. */
export function valuesOf(name: TemplateName): string[] {
  const own = Object.keys(mails[name].shape)
  return [
    ...new Set([...own, ...('expiresInSeconds' in mails[name].shape ? ['expiresIn'] : []), ...commonValues]),
  ]
}

/**
 * Drops what the mail has no use for. A new template of the host takes any values.
 * @throws {AccountsError} `ERR_TEMPLATE` naming the value that is missing or wrong, never what it holds.
 */
export function checkedValues(name: string, data: Record<string, unknown>): Record<string, unknown> {
  if (!isTemplateName(name)) return data
  const parsed = mails[name].safeParse(data)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw templateError(name, problems.join(', '))
}
