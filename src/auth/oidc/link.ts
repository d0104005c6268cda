/** Whether and how a user is linked with Auth0. */
import { type Database, internals, type Row } from '../../parse/internals'

/** The `authData.auth0` of a user. */
export const linkOf = (user: Row): { id?: unknown } | undefined =>
  (user.authData as { auth0?: { id?: unknown } } | undefined)?.auth0

/** Whether a user signs in with Auth0 and has no password. */
export const hasNoPassword = (user: Row): boolean => linkOf(user) !== undefined && !user.password

/**
 * Links a user whom nobody has linked yet: of two identities at the same time, only the first is linked.
 * @param where names the user, and what must still be so
 * @param changes what else is written
 * @returns whether it was done
 */
export async function linkUnlinked(
  database: Database,
  where: object,
  subject: string,
  changes: object = {},
): Promise<boolean> {
  const unlinked = { ...where, 'authData.auth0.id': null }
  try {
    await database.update('_User', unlinked, { ...changes, authData: { auth0: { id: subject } } })
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code !== internals.Parse().Error.OBJECT_NOT_FOUND) throw thrown
    return false
  }
  return true
}
