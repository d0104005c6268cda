/** The rows of users, past triggers and permissions. */
import { isNotFound } from './errors'
import type { Auth, Database, RestWrite, Row } from './internals'

/** @param auth who reads, where that makes a difference: nobody but maintenance sees all fields */
export async function userById(
  database: Pick<Database, 'find'>,
  objectId: unknown,
  auth?: Auth,
): Promise<Row | undefined> {
  const [user] = await database.find('_User', { objectId }, { limit: 1 }, auth)
  return user
}

/**
 * Whether a write gives a user the value that is there. What users have from before is theirs, also where they send it
 * along.
 */
export async function keepsValue({ config, query, data }: RestWrite, field: string): Promise<boolean> {
  if (!query?.objectId) return false
  return (await userById(config.database, query.objectId))?.[field] === data[field]
}

/**
 * Does nothing where nobody fits the condition: of several at once, one finds things as they were.
 * @returns whether somebody did
 */
export async function updateIf(
  database: Pick<Database, 'update'>,
  where: object,
  values: object,
): Promise<boolean> {
  try {
    await database.update('_User', where, values)
    return true
  } catch (thrown) {
    if (!isNotFound(thrown)) throw thrown
    return false
  }
}
