/** Decides what becomes of an update of a user: whether its new address has to wait. */
import { hasKey } from '../../parse/auth-of'
import { parseError } from '../../parse/errors'
import type { Database, Fields, RestWrite, Row } from '../../parse/internals'
import { userById } from '../../parse/user-rows'
import { deletion, lowerCase } from '../../parse/values'
import { isNone } from '../ownership/own-address'
import { field } from './schema'

/** What became of it. */
export interface Outcome {
  /** As it is before the update. */
  user: Row
  /** The address that waits from now on, if one does. */
  newEmail?: string
  /** Whether an address that waited does so no more. */
  ends?: boolean
  /** What an SDK of the owner does not know of its object. */
  answer: Fields
}

const hasVerified = ({ email, emailVerified }: Row) => Boolean(email) && emailVerified === true

/** Whether somebody else has an address, in upper or lower case, as parse-server looks for it. */
export async function isTaken(database: Database, email: string, userId: unknown): Promise<boolean> {
  const others = { email, objectId: { $ne: userId } }
  return (await database.find('_User', others, { limit: 1, caseInsensitive: true })).length > 0
}

/** First taken away, then set anew, an address would have been changed at once. */
async function refuseRemoval({ config, query, data, runOptions }: RestWrite): Promise<never> {
  // Those who may not write to the user learn nothing about it.
  await config.database.update('_User', query ?? {}, data, runOptions, true, true)
  throw parseError('OPERATION_FORBIDDEN', 'A verified e-mail address can be changed, but not removed.')
}

/** @throws {Parse.Error} 119, 125, 203, as parse-server would where it has a word on it. */
async function askedAddress(write: RestWrite, user: Row): Promise<string> {
  const { email } = write.data
  if (isNone(email)) return refuseRemoval(write)
  if (typeof email !== 'string' || !/^.+@.+$/.test(email))
    throw parseError('INVALID_EMAIL_ADDRESS', 'Email address format is invalid.')
  if (await isTaken(write.config.database, email, user.objectId))
    throw parseError('EMAIL_TAKEN', 'Account already exists for this email address.')
  return write.config.convertEmailToLowercase ? email.toLowerCase() : email
}

/** Whoever changes the address at once, or the password, wants no link to take the account elsewhere. */
function dropPending({ data }: RestWrite, user: Row): Outcome {
  // One that is asked for now, before the write, goes with it.
  data[field] = deletion
  if (user[field] === undefined) return { user, answer: {} }
  return { user, ends: true, answer: { [field]: deletion } }
}

async function holdBackEmail(write: RestWrite, user: Row): Promise<Outcome> {
  const email = await askedAddress(write, user)
  // A `beforeSave` that clears `emailVerified` for a new address means that one.
  delete write.data.email
  delete write.data.emailVerified
  if (lowerCase(email) === lowerCase(user.email)) {
    const dropped = dropPending(write, user)
    return { ...dropped, answer: { email: user.email, ...dropped.answer } }
  }
  write.data[field] = email
  const ends = user[field] !== undefined && user[field] !== email
  return { user, newEmail: email, ends, answer: { email: user.email, [field]: email } }
}

/**
 * Takes a new address out of an update of a user who has a verified one, and lets it wait. All others are parse-server's
 * business: those by operators, and those of users without a verified address.
 * @returns nothing where there is no such user, or nobody who sends the request.
 * @throws {Parse.Error} 119 for an update that takes the address away; 125 for an invalid one; 203 for a taken one.
 */
export async function holdBack(write: RestWrite): Promise<Outcome | undefined> {
  const { config, auth, query, data } = write
  if (!query?.objectId || !('email' in data || 'password' in data)) return undefined
  if (!auth.user && !hasKey(auth)) return undefined
  const user = await userById(config.database, query.objectId)
  if (!user) return undefined
  const waits = 'email' in data && !hasKey(auth) && hasVerified(user)
  return waits ? holdBackEmail(write, user) : dropPending(write, user)
}
