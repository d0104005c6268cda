/**
 * What follows from a write in a transaction is done when it has been committed, and not at all when it has not; what was
 * done beside the database is then undone.
 */
import type { Hooks } from './hooks'
import type { Database } from './internals'
import { inThisScope } from './request/scope'

type Work = () => unknown

/** What waits for the ends of transactions, of which each has a database controller of its own. */
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

const [follows, undos] = [createQueue(), createQueue()]

/** Does the work now, or after the transaction that a database controller is in, whose end waits for it. */
export async function afterCommit(database: Database, work: Work): Promise<void> {
  if (!database._transactionalSession) await work()
  else follows.add(database, work)
}

/** Does the work when the transaction that a database controller is in was rolled back; never, where there is none. */
export function afterAbort(database: Database, undo: Work): void {
  if (database._transactionalSession) undos.add(database, undo)
}

/** One after the other, as without a transaction; a fault of one is none of the next one's. */
async function doAll(works: Work[]): Promise<void> {
  const faults: unknown[] = []
  for (const work of works)
    try {
      await work()
    } catch (thrown) {
      faults.push(thrown)
    }
  if (faults.length > 0) throw faults[0]
}

export const transactionHooks: Hooks = {
  'DatabaseController.commitTransactionalSession': async function (next) {
    const [works, undo] = [follows.take(this), undos.take(this)]
    try {
      await next()
    } catch (thrown) {
      await doAll(undo)
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
}
