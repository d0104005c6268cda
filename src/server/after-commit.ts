/** What follows from a write in a transaction is done when it has been committed, and not at all when it has not. */
import type { Database, DatabaseClass } from './internals'
import { replaceMethods } from './replace-methods'

type Work = () => unknown

/** Does the work now, or after the transaction that a database controller is in, whose end waits for it. */
export type AfterCommit = (database: Database, work: Work) => Promise<void>

/** @returns and a function that takes the hooks back */
export function hookCommits(controllers: DatabaseClass): { afterCommit: AfterCommit; restore: () => void } {
  const waiting = new WeakMap<Database, Work[]>()
  const { commitTransactionalSession, abortTransactionalSession } = controllers
  const take = (database: Database) => {
    const works = waiting.get(database) ?? []
    waiting.delete(database)
    return works
  }
  const restore = replaceMethods(controllers, {
    commitTransactionalSession: async function () {
      const works = take(this)
      await commitTransactionalSession.call(this)
      await Promise.all(works.map((work) => work()))
    },
    abortTransactionalSession: function () {
      take(this)
      return abortTransactionalSession.call(this)
    },
  })
  return {
    afterCommit: async (database, work) => {
      if (!database._transactionalSession) await work()
      else waiting.set(database, [...(waiting.get(database) ?? []), work])
    },
    restore,
  }
}
