/** What was written in a transaction is told of when it has been committed, and not at all when it has not. */
import type { Hooks } from '../parse/hooks'
import type { Database } from '../parse/internals'

type Tell = () => void

/** Tells now, or after the transaction that a database controller is in. */
export type AfterCommit = (database: Database, tell: Tell) => void

/** Keeps what is to be told until the transaction is over. */
export function createAfterCommit(): { afterCommit: AfterCommit; hooks: Hooks } {
  const waiting = new WeakMap<Database, Tell[]>()
  const take = (database: Database) => {
    const tells = waiting.get(database) ?? []
    waiting.delete(database)
    return tells
  }
  return {
    afterCommit: (database, tell) => {
      if (!database._transactionalSession) return tell()
      waiting.set(database, [...(waiting.get(database) ?? []), tell])
    },
    hooks: {
      'DatabaseController.commitTransactionalSession': async function (next) {
        const tells = take(this)
        await next()
        tells.forEach((tell) => tell())
      },
      'DatabaseController.abortTransactionalSession': function (next) {
        take(this)
        return next()
      },
    },
  }
}
