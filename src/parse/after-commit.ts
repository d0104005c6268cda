/** What follows from a write in a transaction is done when it has been committed, and not at all when it has not. */
import type { Hooks } from './hooks'
import type { Database } from './internals'
import { inThisScope } from './request/scope'

type Work = () => unknown

/** Does the work now, or after the transaction that a database controller is in, whose end waits for it. */
export type AfterCommit = (database: Database, work: Work) => Promise<void>

/** Keeps what is to be done until the transaction is over. */
export function createAfterCommit(): { afterCommit: AfterCommit; hooks: Hooks } {
  const waiting = new WeakMap<Database, Work[]>()
  const take = (database: Database) => {
    const works = waiting.get(database) ?? []
    waiting.delete(database)
    return works
  }
  return {
    afterCommit: async (database, work) => {
      if (!database._transactionalSession) await work()
      // Whoever asks then who has done it learns who did.
      else waiting.set(database, [...(waiting.get(database) ?? []), inThisScope(work)])
    },
    hooks: {
      'DatabaseController.commitTransactionalSession': async function (next) {
        const works = take(this)
        await next()
        await Promise.all(works.map((work) => work()))
      },
      'DatabaseController.abortTransactionalSession': function (next) {
        take(this)
        return next()
      },
    },
  }
}
