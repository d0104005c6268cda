/** Whether and how a user is linked with a provider. */
import type { Database, Row } from '../../../parse/internals'
import { updateIf } from '../../../parse/user-rows'

/** What the `authData` of a user has of a provider. */
export const linkOf = ({ authData }: Row, name: string): { id?: unknown } | undefined =>
  (authData as Record<string, { id?: unknown }> | undefined)?.[name]

/** Whether a user signs in with a provider and has no password. */
export const hasNoPassword = (user: Row, name: string): boolean =>
  linkOf(user, name) !== undefined && !user.password

/** Who somebody is at a provider. */
export interface Link {
  /** The provider's key in `authData`. */
  name: string
  subject: string
}

/**
 * Links a user whom nobody has linked yet: of two identities at the same time, only the first is linked.
 * @param where names the user, and what must still be so
 * @param changes what else is written
 * @returns whether it was done
 */
export async function linkUnlinked(
  database: Database,
  where: object,
  { name, subject }: Link,
  changes: object = {},
): Promise<boolean> {
  const unlinked = { ...where, [`authData.${name}.id`]: null }
  return updateIf(database, unlinked, { ...changes, authData: { [name]: { id: subject } } })
}
