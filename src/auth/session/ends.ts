/**
 * Where sessions end: all that deletes their rows goes through parse-server's database controller, be it a log-out, a
 * new password or an operator. Users who are deleted or disabled take theirs with them.
 */
import { afterCommit } from '../../parse/after-commit'
import { deletedUserHooks } from '../../parse/deleted-users'
import type { Hooks } from '../../parse/hooks'
import type { Database, Row } from '../../parse/internals'
import { userPointer } from '../../parse/values'
import type { ManagedSessions } from '../../part/part'
import { isLockedOut } from './locked-out'
import { tokensOf } from './session-store'

type EndParts = Pick<ManagedSessions, 'hasEnded' | 'endAllOf'>

const idsOf = (rows: Row[]) => rows.map(({ objectId }) => String(objectId))

const ownerOf = ({ user }: Row) => (user as { objectId?: unknown } | undefined)?.objectId

/** Many may end at once, of as many users. */
const atOnce = 200

/** Those that were made from sessions, which find theirs in turn. */
async function endCopies(database: Database, sessions: Row[]): Promise<void> {
  // Each by its user, for that is indexed. On PostgreSQL, parse-server's `$in` finds nothing within objects.
  const copies = sessions.map((session) => ({
    user: userPointer(ownerOf(session)),
    'createdWith.from': session.objectId,
  }))
  for (let at = 0; at < copies.length; at += atOnce) {
    const some = { $or: copies.slice(at, at + atOnce) }
    // Hardly any session has some; one that is made meanwhile asks whether what it comes of is still there.
    if ((await database.find('_Session', some, { limit: 1 })).length > 0)
      await database.destroy('_Session', some)
  }
}

/** Sees to it that users who are gone have no sessions, and that all hear of sessions that are. */
export function sessionEndHooks({ hasEnded, endAllOf }: EndParts): Hooks[] {
  const endUsers = async (users: Row[]) => {
    for (const id of idsOf(users)) await endAllOf(id)
  }
  const endLockedOut = async (database: Database, users: Row[]) =>
    endUsers((await database.find('_User', { objectId: { $in: idsOf(users) } })).filter(isLockedOut))

  async function follow(gone: Row[]): Promise<void> {
    if (gone.length > 0) await hasEnded(tokensOf(gone))
  }
  const writes: Hooks = {
    'DatabaseController.destroy': async function (next, className, where, ...rest) {
      if (className !== '_Session') return next(className, where, ...rest)
      const rows = await this.find(className, where)
      // In a transaction on PostgreSQL, to find none to delete would fail all of it; parse-server answers this.
      if (rows.length === 0) return {}
      const answer = await next(className, where, ...rest)
      await afterCommit(this, async () => {
        await follow(rows)
        await endCopies(this, rows)
      })
      return answer
    },
    'DatabaseController.purgeCollection': async function (next, className) {
      const rows = className === '_Session' ? await this.find(className, {}) : []
      const answer = await next(className)
      await follow(rows)
      return answer
    },
    'DatabaseController.update': async function (next, className, where, fields, ...rest) {
      const [, , onlyChecks] = rest
      const mayLockOut = className === '_User' && 'ACL' in fields && !onlyChecks
      const users = mayLockOut ? await this.find('_User', where) : []
      const answer = await next(className, where, fields, ...rest)
      if (mayLockOut) await afterCommit(this, () => endLockedOut(this, users))
      return answer
    },
  }
  return [deletedUserHooks(endUsers), writes]
}
