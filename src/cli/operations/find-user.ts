/** Finds the user whom an operator names. */
import { findUsers } from '../../auth/ownership/found-by'
import { configOf } from '../../parse/request/request-config'
import { userById } from '../../parse/user-rows'
import { UsageError } from '../usage-error'

/** @returns the names of the providers with which a user logs in elsewhere */
export async function providersOf(objectId: string, appId: string): Promise<string[]> {
  const user = await userById(configOf(appId).database, objectId)
  return Object.keys(user?.authData ?? {}).filter((name) => !['anonymous', 'mfa'].includes(name))
}

/**
 * An id comes before a name that somebody else has chosen to be the same. Names and addresses are found as for a log-in.
 * @param given an id, a name or an address
 * @throws {UsageError} for nobody, and for several who have one address
 */
export async function idOf(given: string, appId: string): Promise<string> {
  const config = configOf(appId)
  const byId = await userById(config.database, given)
  if (byId) return given
  const [user, another] = await findUsers(config, { $or: [{ username: given }, { email: given }] })
  if (another) throw new UsageError('Several users are meant: give the id of one.')
  if (!user) throw new UsageError('There is no such user.')
  return String(user.objectId)
}
