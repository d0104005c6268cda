/**
 * Ways into an account are looked at and written by one request at a time, on all nodes: whatever it has found is still so
 * when it writes. What a transaction writes is there at its end, and so is the end of its turn.
 */
import { afterAbort, afterCommit } from '../../parse/after-commit'
import { parseError } from '../../parse/errors'
import type { Database } from '../../parse/internals'
import { createScope } from '../../parse/request/scope'
import type { ExpiringStore } from '../../part/part'
import { createTakeLock } from '../../part/store-lock'

/** Does work in the turn of a user, by id. @throws {Parse.Error} 155 when others take too long */
export type InTurnOf = <Result>(
  userId: unknown,
  database: Database,
  work: () => Promise<Result>,
) => Promise<Result>

const busy = () =>
  parseError('REQUEST_LIMIT_EXCEEDED', 'This account is being changed by others. Try again soon.')

interface Turn {
  userId: unknown
  isOver: boolean
}

/** What a write does within its turn needs no other one. */
const turns = createScope<Turn>('turn of an account')

/** By user, from when it is asked for: the requests of a transaction come at once. */
const ofTransactions = new WeakMap<Database, Map<unknown, Promise<void>>>()

export function createTurns(openStore: () => Promise<ExpiringStore>): InTurnOf {
  const take = async (userId: unknown) => createTakeLock(await openStore(), busy)(`ways-in:${String(userId)}`)

  async function takeUntilEnd(userId: unknown, database: Database): Promise<void> {
    const release = await take(userId)
    afterAbort(database, release)
    await afterCommit(database, release)
  }
  function ofTransaction(userId: unknown, database: Database): Promise<void> {
    const held = ofTransactions.get(database) ?? new Map<unknown, Promise<void>>()
    const turn = held.get(userId) ?? takeUntilEnd(userId, database)
    ofTransactions.set(database, held.set(userId, turn))
    return turn
  }
  return async (userId, database, work) => {
    const around = turns.get()
    if (around && around.userId === userId && !around.isOver) return work()
    if (database._transactionalSession) {
      await ofTransaction(userId, database)
      return work()
    }
    const release = await take(userId)
    const turn = { userId, isOver: false }
    try {
      return await turns.run(turn, work)
    } finally {
      turn.isOver = true
      await release()
    }
  }
}
