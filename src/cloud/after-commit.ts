/** What was written in a transaction is told of when it has been committed, and not at all when it has not. */
import type { Database, DatabaseClass } from '../parse/internals'
import { replaceMethods } from '../parse/replace-methods'

type Tell = () => void

/** Tells now, or after the transaction that a database controller is in. */
export type AfterCommit = (database: Database, tell: Tell) => void

/** @returns and a function that takes the hooks back */
export function hookCommits(controllers: DatabaseClass): { afterCommit: AfterCommit; restore: () => void } {
  const waiting = new WeakMap<Database, Tell[]>()
  const { commitTransactionalSession, abortTransactionalSession } = controllers
  const take = (database: Database) => {
    const tells = waiting.get(database) ?? []
    waiting.delete(database)
    return tells
  }
  const restore = replaceMethods(controllers, {
    commitTransactionalSession: async function () {
      const tells = take(this)
      await commitTransactionalSession.call(this)
      tells.forEach((tell) => tell())
    },
    abortTransactionalSession: function () {
      take(this)
      return abortTransactionalSession.call(this)
    },
  })
  return {
    afterCommit: (database, tell) => {
      if (!database._transactionalSession) return tell()
      waiting.set(database, [...(waiting.get(database) ?? []), tell])
    },
    restore,
  }
}
