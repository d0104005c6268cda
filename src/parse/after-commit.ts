/**
 * What follows from a write in a transaction is done when it has been committed, and not at all when it has not; what was
 * done beside the database is then undone.
 */
import type { Hooks } from './hooks'
import type { Database } from './internals'
import { inThisScope } from './request/scope'

type Work = () => unknown

/** Does the work now, or after the transaction that a database controller is in, whose end waits for it. */
export type AfterCommit = (database: Database, work: Work) => Promise<void>

/** Does the work when the transaction that a database controller is in was rolled back; never, where there is none. */
export type AfterAbort = (database: Database, undo: Work) => void

/** What waits for the ends of transactions. */
function createQueue() {
  const waiting = new WeakMap<Database, Work[]>()
  return {
    add: (database: Database, work: Work) => {
      // Whoever asks then who has done it learns who did.
      waiting.set(database, [...(waiting.get(database) ?? []), inThisScope(work)])
    },
    take: (database: Database) => {
      const works = waiting.get(database) ?? []
      waiting.delete(database)
      return works
    },
  }
}

const doAll = (works: Work[]) => Promise.all(works.map((work) => work()))

/** Keeps what is to be done until the transaction is over. */
export function createAfterCommit(): { afterCommit: AfterCommit; afterAbort: AfterAbort; hooks: Hooks } {
  const [follows, undos] = [createQueue(), createQueue()]
  return {
    afterCommit: async (database, work) => {
      if (!database._transactionalSession) await work()
      else follows.add(database, work)
    },
    afterAbort: (database, undo) => {
      if (database._transactionalSession) undos.add(database, undo)
    },
    hooks: {
      'DatabaseController.commitTransactionalSession': async function (next) {
        const [works, undo] = [follows.take(this), undos.take(this)]
        try {
          await next()
        } catch (thrown) {
          // It may have been committed, and what follows for others have failed.
          if (this._transactionalSession) await doAll(undo)
          throw thrown
        }
        await doAll(works)
      },
      'DatabaseController.abortTransactionalSession': async function (next) {
        follows.take(this)
        try {
          return await next()
        } finally {
          // PostgreSQL's adapter rejects when it has rolled back.
          await doAll(undos.take(this))
        }
      },
    },
  }
}
