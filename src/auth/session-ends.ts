/**
 * Where sessions end: all that deletes their rows goes through parse-server's database controller, be it a log-out, a
 * new password or an operator. Users who are deleted or disabled take theirs with them.
 */
import { hookCommits } from '../server/after-commit'
import type { Database, DatabaseClass, ParseConfig, Row } from '../server/internals'
import { userPointer } from '../server/parse-values'
import { replaceMethods } from '../server/replace-methods'
import { isLockedOut } from './locked-out'

/** Is told of sessions whose rows are gone, by their tokens. */
export type OnEnded = (sessionTokens: string[]) => Promise<unknown>

/** What it needs of the rest. */
export interface EndParts {
  onEnded: OnEnded
  /** Ends all sessions of a user. */
  endAllOf: (userId: string) => Promise<void>
}

const tokensOf = (sessions: Row[]) => sessions.map(({ sessionToken }) => String(sessionToken))

const idsOf = (rows: Row[]) => rows.map(({ objectId }) => String(objectId))

const ownerOf = ({ user }: Row) => (user as { objectId?: unknown } | undefined)?.objectId

/** @returns a function that takes the hooks back */
export function hookSessionEnds(
  { databaseController }: ParseConfig,
  { onEnded, endAllOf }: EndParts,
): () => void {
  // Each request has a controller of its own.
  const controllers = Object.getPrototypeOf(databaseController) as DatabaseClass
  const { destroy, update, purgeCollection } = controllers
  const { afterCommit, restore: restoreCommits } = hookCommits(controllers)
  const isSeen = (className: string) => className === '_Session' || className === '_User'

  const endUsers = async (users: Row[]) => {
    for (const id of idsOf(users)) await endAllOf(id)
  }
  const endLockedOut = async (database: Database, users: Row[]) =>
    endUsers((await database.find('_User', { objectId: { $in: idsOf(users) } })).filter(isLockedOut))

  /** Those that were made from them, which find theirs in turn. */
  async function endCopies(database: Database, sessions: Row[]): Promise<void> {
    // On PostgreSQL, parse-server's `$in` finds nothing within objects.
    const $or = idsOf(sessions).map((id) => ({ 'createdWith.from': id }))
    // By user, for that is indexed.
    for (const userId of new Set(sessions.map(ownerOf)))
      await database.destroy('_Session', { user: userPointer(userId), $or })
  }

  async function follow(className: string, gone: Row[]): Promise<void> {
    if (className === '_User') return endUsers(gone)
    if (gone.length > 0) await onEnded(tokensOf(gone))
  }
  const restoreWrites = replaceMethods(controllers, {
    destroy: async function (className, where, ...rest) {
      if (!isSeen(className)) return destroy.call(this, className, where, ...rest)
      const rows = await this.find(className, where)
      const answer = await destroy.call(this, className, where, ...rest)
      await afterCommit(this, async () => {
        await follow(className, rows)
        if (className === '_Session') await endCopies(this, rows)
      })
      return answer
    },
    purgeCollection: async function (className) {
      const rows = isSeen(className) ? await this.find(className, {}) : []
      const answer = await purgeCollection.call(this, className)
      await follow(className, rows)
      return answer
    },
    update: async function (className, where, fields, ...rest) {
      const [, , onlyChecks] = rest
      const mayLockOut = className === '_User' && 'ACL' in fields && !onlyChecks
      const users = mayLockOut ? await this.find('_User', where) : []
      const answer = await update.call(this, className, where, fields, ...rest)
      if (mayLockOut) await afterCommit(this, () => endLockedOut(this, users))
      return answer
    },
  })
  return () => {
    restoreWrites()
    restoreCommits()
  }
}
