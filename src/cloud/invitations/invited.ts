/** Who is invited: the sign-up under way, with the address of its invitation. */
import { folded } from '../../auth/ownership/addresses'
import { refuse } from '../../parse/errors'
import type { RestWrite } from '../../parse/internals'
import { createScope } from '../../parse/request/scope'

const invitations = createScope<{ email: string } | undefined>('invitation')

export const asInvited = <Result>(email: string, work: () => Result): Result =>
  invitations.run({ email }, work)

/** Cloud Code may create other users within the sign-up of who is invited. */
export const asUninvited = <Result>(work: () => Result): Result =>
  invitations.get() ? invitations.run(undefined, work) : work()

export const isSameAddress = (given: unknown, invited: string): boolean =>
  typeof given === 'string' && folded(given.trim()) === folded(invited.trim())

/** Whether a user is created who is invited; of who comes with a provider, the address is not known at first. */
export function isInvited({ className, query, data }: RestWrite): boolean {
  const invited = invitations.get()
  if (!invited || className !== '_User' || query) return false
  return data.email === undefined || isSameAddress(data.email, invited.email)
}

/** Whoever has the link has the mailbox. Whatever a provider or a trigger has set must be that address. */
export function verifyAddress(write: RestWrite): void {
  const invited = invitations.get()
  if (!invited || write.className !== '_User' || write.query || write.response) return
  if (!isSameAddress(write.data.email, invited.email)) refuse('INVALID_EMAIL_ADDRESS', wrongAddress)
  write.data.emailVerified = true
}

export const wrongAddress = 'Sign up with the e-mail address that was invited.'
