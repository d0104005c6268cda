/** The e-mail adapter that the options ask for: ours, or any Parse e-mail adapter in any of Parse's forms. */
import { optionsError, reasonOf } from '../../errors'
import type { ResolvedOptions } from '../../options'
import { internals } from '../../server/internals'
import { type EmailAdapter, nodemailerAdapter } from './nodemailer-adapter'

const isAdapter = (value: unknown): value is EmailAdapter =>
  typeof (value as Partial<EmailAdapter> | undefined)?.sendMail === 'function'

function problem(message: string) {
  return optionsError([{ path: 'parseServer.emailAdapter', message }])
}

function load(adapter: unknown): unknown {
  try {
    return internals.loadAdapter()(adapter)
  } catch (thrown) {
    throw problem(`could not be loaded: ${reasonOf(thrown)}`)
  }
}

/**
 * @returns nothing when no e-mail is configured.
 * @throws {AccountsError} `ERR_OPTIONS` when the adapter can't be loaded, or can't send mail.
 */
export function resolveEmailAdapter({ email, parseServer }: ResolvedOptions): EmailAdapter | undefined {
  if (email) return nodemailerAdapter(email)
  if (!parseServer.emailAdapter) return undefined
  const adapter = load(parseServer.emailAdapter)
  if (isAdapter(adapter)) return adapter
  throw problem('expected a Parse e-mail adapter, with a function sendMail({ to, subject, text })')
}
