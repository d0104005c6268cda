/** What looks at a state and then changes it is done one at a time, on all nodes, by a lock in the store. */
import { setTimeout as delay } from 'node:timers/promises'
import type { ExpiringStore } from './part'

/** A turn takes milliseconds. Of a process that ends meanwhile, the lock stays for so long. */
const lockSeconds = 10
const patienceMs = 5000

/** Does work when nobody else does any under the same key. @throws when others take too long */
export type InTurn = (key: string, work: () => Promise<void>) => Promise<void>

export const createStoreLock =
  (
    store: Pick<ExpiringStore, 'claim' | 'release'>,
    busy = () => new Error('others have been at it for too long'),
  ): InTurn =>
  async (key, work) => {
    const end = Date.now() + patienceMs
    while (!(await store.claim(key, lockSeconds))) {
      if (Date.now() > end) throw busy()
      await delay(10 + Math.random() * 40)
    }
    try {
      await work()
    } finally {
      await store.release(key)
    }
  }
