/** Writes into a Parse user what has changed at the provider. */
import { isDeepStrictEqual } from 'node:util'
import { internals, type RequestConfig, type Row } from '../../parse/internals'
import { isOfOther } from '../ownership/addresses'
import { noResetLink, noVerificationLink } from '../ownership/no-links'
import type { UserProfile } from './options'

const emailFields = ['email', 'emailVerified']

const lowerCase = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)

function warnOfTaken(user: Row, title: string): void {
  const { logger } = internals
  logger().warn(`User ${String(user.objectId)} has something new at ${title} that another user has here.`)
}

/** A name that is the address stands in the way of one that nobody has proven. */
async function isTaken(
  config: RequestConfig,
  user: Row,
  { email, emailVerified }: UserProfile,
  title: string,
): Promise<boolean> {
  const address = String(email)
  const taken =
    (await isOfOther(config, { email: address }, user.objectId)) ||
    (emailVerified !== true && (await isOfOther(config, { username: address }, user.objectId)))
  if (taken) warnOfTaken(user, title)
  return taken
}

/** A user with a password keeps the address by which it is reset; of the same address, what was verified stays so. */
async function emailChanges(
  config: RequestConfig,
  user: Row,
  profile: UserProfile,
  title: string,
): Promise<UserProfile> {
  const { email, emailVerified } = profile
  if (typeof email !== 'string') return {}
  if (lowerCase(email) === lowerCase(user.email))
    return emailVerified === true && user.emailVerified !== true ? { emailVerified } : {}
  if (user.password || (await isTaken(config, user, profile, title))) return {}
  return { email, emailVerified: emailVerified === true }
}

/** What was mailed to the address before verifies nothing any more. */
const linksOver = (changes: UserProfile) => ({
  ...('emailVerified' in changes && noVerificationLink),
  ...('email' in changes && noResetLink),
})

/**
 * What a profile has that a user has not.
 * @param user with all fields, the password too
 * @param title of the provider
 */
export async function profileChanges(
  config: RequestConfig,
  user: Row,
  profile: UserProfile,
  title: string,
): Promise<UserProfile> {
  const changed = Object.entries(profile).filter(
    ([field, value]) => !emailFields.includes(field) && !isDeepStrictEqual(user[field], value),
  )
  return { ...Object.fromEntries(changed), ...(await emailChanges(config, user, profile, title)) }
}

/**
 * Writes it. Save triggers do not run: nobody has saved anything.
 * @returns what has been written: nothing where the database refuses a value that another user has.
 * @throws {Parse.Error} 111 where a field of the user has another type.
 */
export async function writeChanges(
  config: RequestConfig,
  user: Row,
  changes: UserProfile,
  title: string,
): Promise<UserProfile> {
  if (Object.keys(changes).length === 0) return changes
  const { DUPLICATE_VALUE } = internals.Parse().Error
  const schema = await config.database.loadSchema()
  await schema.validateObject('_User', changes, { objectId: user.objectId })
  try {
    await config.database.update('_User', { objectId: user.objectId }, { ...changes, ...linksOver(changes) })
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code !== DUPLICATE_VALUE) throw thrown
    warnOfTaken(user, title)
    return {}
  }
  return changes
}

/** Both at once, where nobody has to be asked in between. */
export async function syncProfile(...[config, user, profile, title]: Parameters<typeof profileChanges>) {
  await writeChanges(config, user, await profileChanges(config, user, profile, title), title)
}
