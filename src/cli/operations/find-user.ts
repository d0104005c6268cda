/** Finds the user whom an operator names. */
import { internals } from '../../parse/internals'
import { UsageError } from '../usage-error'

/**
 * @param given an id, a name or an address
 * @throws {UsageError} for nobody, and for several
 */
export async function idOf(given: string, appId: string): Promise<string> {
  const database = internals.Config().get(appId)?.database
  const $or = [{ objectId: given }, { username: given }, { email: given }]
  const found = (await database?.find('_User', { $or }, { limit: 2 })) ?? []
  if (found.length > 1) throw new UsageError('Several users are meant: give the id of one.')
  const [user] = found
  if (!user) throw new UsageError('There is no such user.')
  return String(user.objectId)
}
