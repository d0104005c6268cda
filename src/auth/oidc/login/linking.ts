/** Who a new identity belongs to: a new user, one who has its e-mail address already, or nobody. */
import type { UserProfile } from '../options'
import type { Adopt, Provider } from '../provider'
import { parseError } from '../../../parse/errors'
import type { RequestConfig, Row } from '../../../parse/internals'
import { isOfOther } from '../../ownership/addresses'
import { findByEmail } from '../../ownership/found-by'
import { linkOf, linkUnlinked } from './link'
import { hasVerifiedEmail } from '../profile/profile'

const hints = {
  refuse: (title: string) => `Log in to it the way you did before, and link it with ${title} there.`,
  link: (title: string) => `Verify the address there and at ${title}, and sign in again.`,
  name: (title: string) => `Verify the address at ${title}, and sign in again.`,
  linked: (title: string) => `It belongs to another ${title} user: sign in as that one.`,
}

const conflicts = new WeakSet()

function conflict(hint: keyof typeof hints, title: string): Error {
  const message = `Another account has this e-mail address already. ${hints[hint](title)}`
  const error = parseError('EMAIL_TAKEN', message)
  conflicts.add(error)
  return error
}

/** Whether it refuses an address or an account that is somebody else’s, so that the next attempt would end the same. */
export const isConflict = (thrown: unknown): boolean => conflicts.has(thrown as Error)

/** Without proof of the address on both sides, whoever registered it first would get the other's account. */
const mayLink = (profile: UserProfile, user: Row) => hasVerifiedEmail(profile) && hasVerifiedEmail(user)

/** In the words of parse-server; the next attempt finds the user. */
const linkedNow = () => parseError('ACCOUNT_ALREADY_LINKED', 'this auth is already used')

/**
 * Another credential beside the provider’s may have found a user who is linked with another identity: what the provider says
 * is about somebody else.
 */
export function ofAnother(): Error {
  const error = linkedNow()
  conflicts.add(error)
  return error
}

/** An identity that no user has, with what is known of it. */
interface Newcomer {
  subject: string
  profile: UserProfile
}

/** An address that nobody has proven is none where somebody has it as a name, and logs in by it. */
async function refuseName(config: RequestConfig, profile: UserProfile, title: string): Promise<void> {
  if (hasVerifiedEmail(profile)) return
  if (await isOfOther(config, { username: String(profile.email) }, null)) throw conflict('name', title)
}

/**
 * Decides about an identity that no user had when parse-server looked for one.
 * @throws {Parse.Error} 208 when a user has it now, so that the next attempt finds them; 203 when somebody else has
 *   the address.
 */
export async function resolveConflict(
  config: RequestConfig,
  { name, title, options: { onEmailConflict } }: Provider,
  { subject, profile }: Newcomer,
  adopt: Adopt,
): Promise<void> {
  const { database } = config
  if (await adopt(config, subject, profile)) throw linkedNow()
  if (typeof profile.email !== 'string') return
  const user = await findByEmail(database, profile.email)
  if (!user) return refuseName(config, profile, title)
  const id = linkOf(user, name)?.id
  if (id !== subject) {
    if (onEmailConflict === 'refuse') throw conflict('refuse', title)
    if (id !== undefined) throw conflict('linked', title)
    if (!mayLink(profile, user)) throw conflict('link', title)
    await linkUnlinked(database, { objectId: user.objectId }, { name, subject })
  }
  throw linkedNow()
}
