/**
 * Attempts to prove who somebody is take turns, where accounts lock: as many go at once as may fail. Of fifty guesses at
 * once, none is looked at that comes after those which lock the account.
 */
import { createTurns } from '../../guards/limits/turns'

/** Whose attempts are counted together. */
export interface Account {
  key: string
  /** Failed attempts that lock it. */
  threshold: number
  /** Those there are. @throws {Parse.Error} 101 when it is locked */
  failures: () => Promise<number>
}

const turns = createTurns()

/** Does the work when it is its turn. @throws {Parse.Error} 101 when the account is locked by then */
export async function inTurn<Result>(
  { key, threshold: max, failures }: Account,
  work: () => Promise<Result>,
): Promise<Result> {
  const rooms = await turns.enter({
    rooms: () => [{ key, max }],
    // One may go, whatever is counted: a node that ended in between may have left the account without its lock.
    failed: async () => new Map([[key, Math.min(await failures(), max - 1)]]),
  })
  try {
    return await work()
  } finally {
    turns.leave(rooms)
  }
}
