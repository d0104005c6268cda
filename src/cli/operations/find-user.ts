/** Finds the user whom an operator names. */
import { internals } from '../../parse/internals'
import { UsageError } from '../usage-error'

/**
 * An id comes before a name that somebody else has chosen to be the same.
 * @param given an id, a name or an address
 * @throws {UsageError} for nobody, and for several
 */
export async function idOf(given: string, appId: string): Promise<string> {
  const database = internals.Config().get(appId)?.database
  const find = async (where: object) => (await database?.find('_User', where, { limit: 2 })) ?? []
  const [byId] = await find({ objectId: given })
  if (byId) return given
  const [user, another] = await find({ $or: [{ username: given }, { email: given }] })
  if (another) throw new UsageError('Several users are meant: give the id of one.')
  if (!user) throw new UsageError('There is no such user.')
  return String(user.objectId)
}
