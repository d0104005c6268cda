/** Carries to the Parse user what has changed at Auth0. */
import { isDeepStrictEqual } from 'node:util'
import type { UserProfile } from './options'
import { internals, type RequestConfig, type Row } from '../../parse/internals'
import { isOfOther } from '../ownership/addresses'

const emailFields = ['email', 'emailVerified']

const lowerCase = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)

function warnOfTaken(user: Row): void {
  const { logger } = internals
  logger().warn(`User ${String(user.objectId)} has something new at Auth0 that another user has here.`)
}

/** A name that is the address stands in the way of one that nobody has proven. */
async function isTaken(
  config: RequestConfig,
  user: Row,
  { email, emailVerified }: UserProfile,
): Promise<boolean> {
  const address = String(email)
  const taken =
    (await isOfOther(config, { email: address }, user.objectId)) ||
    (emailVerified !== true && (await isOfOther(config, { username: address }, user.objectId)))
  if (taken) warnOfTaken(user)
  return taken
}

/** A user with a password keeps the address by which it is reset; of the same address, what was verified stays so. */
async function emailChanges(config: RequestConfig, user: Row, profile: UserProfile): Promise<UserProfile> {
  const { email, emailVerified } = profile
  if (typeof email !== 'string') return {}
  if (lowerCase(email) === lowerCase(user.email))
    return emailVerified === true && user.emailVerified !== true ? { emailVerified } : {}
  if (user.password || (await isTaken(config, user, profile))) return {}
  return { email, emailVerified: emailVerified === true }
}

/** @returns what has been written: nothing where the database refuses a value that another user has. */
async function write(config: RequestConfig, user: Row, changes: UserProfile): Promise<UserProfile> {
  const { DUPLICATE_VALUE } = internals.Parse().Error
  const schema = await config.database.loadSchema()
  await schema.validateObject('_User', changes, { objectId: user.objectId })
  try {
    await config.database.update('_User', { objectId: user.objectId }, changes)
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code !== DUPLICATE_VALUE) throw thrown
    warnOfTaken(user)
    return {}
  }
  return changes
}

/**
 * Writes what a profile has that a user has not. Save triggers do not run: nobody has saved anything.
 * @param user with all fields, the password too
 * @returns what has been written.
 * @throws {Parse.Error} 111 where a field of the user has another type.
 */
export async function syncProfile(
  config: RequestConfig,
  user: Row,
  profile: UserProfile,
): Promise<UserProfile> {
  const changed = Object.entries(profile).filter(
    ([field, value]) => !emailFields.includes(field) && !isDeepStrictEqual(user[field], value),
  )
  const changes = { ...Object.fromEntries(changed), ...(await emailChanges(config, user, profile)) }
  return Object.keys(changes).length > 0 ? write(config, user, changes) : changes
}
