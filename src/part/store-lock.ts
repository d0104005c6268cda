/** What looks at a state and then changes it is done one at a time, on all nodes, by a lock in the store. */
import { setTimeout as delay } from 'node:timers/promises'
import type { ExpiringStore } from './part'

/** A turn takes milliseconds. Of a process that ends meanwhile, the lock stays for so long. */
const lockSeconds = 10
const patienceMs = 5000

/** Gives a lock back. */
type Release = () => Promise<void>

/** Waits for a lock. @throws when others take too long */
export type TakeLock = (key: string) => Promise<Release>

export const createTakeLock =
  (
    store: Pick<ExpiringStore, 'claim' | 'release'>,
    busy = () => new Error('others have been at it for too long'),
  ): TakeLock =>
  async (key) => {
    const end = Date.now() + patienceMs
    while (!(await store.claim(key, lockSeconds))) {
      if (Date.now() > end) throw busy()
      await delay(10 + Math.random() * 40)
    }
    const heldUntil = performance.now() + lockSeconds * 1000
    // Afterwards, it may be somebody else's.
    return async () => {
      if (performance.now() < heldUntil) await store.release(key)
    }
  }

/** Does work when nobody else does any under the same key. @throws when others take too long */
export type InTurn = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>

export const createStoreLock = (store: Pick<ExpiringStore, 'claim' | 'release'>): InTurn => {
  const take = createTakeLock(store)
  return async (key, work) => {
    const release = await take(key)
    try {
      return await work()
    } finally {
      await release()
    }
  }
}
