/** Names that nobody has lock as accounts do: otherwise a lock would tell that there is an account. */
import type { ExpiringStore } from '../../part/part'
import { type LockoutRule, lockedError } from './account'
import type { Account } from './attempts'

export interface UnknownNames {
  /** @param name in the form in which one name is told from another */
  account: (name: string) => Account
  /** Counts a log-in that has failed. @throws {Parse.Error} 101 when there were too many before */
  fail: (name: string) => Promise<void>
}

/** For which names are remembered before they are locked: whoever makes them up must not fill the database. */
const rememberedSeconds = 30 * 24 * 60 * 60

export function createUnknownNames(store: ExpiringStore, rule: LockoutRule): UnknownNames {
  const { threshold } = rule
  const lockSeconds = Math.ceil(rule.duration * 60)
  const keyOf = (name: string) => JSON.stringify(['lockout', name])
  return {
    account: (name) => ({
      key: JSON.stringify(['name', name]),
      threshold,
      failures: async () => {
        const count = (await store.read([keyOf(name)])).get(keyOf(name)) ?? 0
        if (count >= threshold) throw lockedError(rule)
        return count
      },
    }),
    fail: async (name) => {
      const count = await store.count(keyOf(name), rememberedSeconds)
      // From now on the count lasts as long as the lock: with it, it starts anew.
      if (count >= threshold) await store.note(keyOf(name), count, lockSeconds)
      if (count > threshold) throw lockedError(rule)
    },
  }
}
