/** The users who are not linked with Auth0, in the order of their ids, so that a run can go on where one ended. */
import type { Database, Row } from '../../parse/internals'

/** Rows that are read at once. */
const pageSize = 500

/** What parse-server's `find` is when it is asked to count. */
type Count = (className: string, where: object, options: { count: true }) => Promise<number>

const unlinked = (after: string | undefined) => ({
  'authData.auth0.id': null,
  ...(after !== undefined && { objectId: { $gt: after } }),
})

/** @param after objectId; only users behind it count */
export async function countUnlinkedUsers(database: Database, after: string | undefined): Promise<number> {
  const find = database.find.bind(database) as unknown as Count
  return find('_User', unlinked(after), { count: true })
}

/**
 * One after the other; several may read from it at the same time.
 * @param after objectId; only users behind it come
 * @param signal ends it
 */
export async function* readUnlinkedUsers(
  database: Database,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Row> {
  let last = after
  for (;;) {
    const page = await database.find('_User', unlinked(last), { limit: pageSize, sort: { objectId: 1 } })
    for (const user of page) {
      if (signal.aborted) return
      yield user
    }
    if (page.length < pageSize) return
    last = String(page.at(-1)?.objectId)
  }
}
