/**
 * Lets one write at a time give somebody a name or an address: each looks for others who have it, in any case, before it
 * writes, and two that look at the same time would both find nobody. Indexes of the database tell cases apart.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { afterAbort, afterCommit } from '../../parse/after-commit'
import { refuse } from '../../parse/errors'
import type { Database, RestWrite } from '../../parse/internals'
import { isFilledText } from '../../parse/values'
import type { ExpiringStore } from '../../part/part'
import { folded, isAddress, isOfOther } from './addresses'

/** A write takes milliseconds. Of a process that ends meanwhile, the lock stays for so long. */
const lockSeconds = 15
const patienceMs = 5000

/** Clients can't set the flag. Whoever has proven an address gets it, whatever names others have. */
export const isProven = ({ data }: RestWrite) => data.emailVerified === true

/** In an order of their own: of two writes that want the same two, neither waits for the other. */
function addressesIn({ data: { username, email } }: RestWrite): string[] {
  return [...new Set([username, email].filter(isFilledText).map((value) => String(folded(value))))].sort()
}

const keyOf = (address: string) => `address:${address}`

/** Whether there is no need to wait any more: the write is going to be refused. */
async function isTaken(write: RestWrite, address: string): Promise<boolean> {
  const userId = write.objectId()
  return (
    (await isOfOther(write.config, { email: address }, userId)) ||
    (await isOfOther(write.config, { username: address }, userId))
  )
}

export interface AddressLocks {
  /** Waits until no other write gives somebody the addresses of this one. */
  lock: (write: RestWrite) => Promise<void>
  /** To be called when it is done, or has failed; safe to call twice. */
  unlock: (write: RestWrite) => Promise<void>
}

/** What others can see when a transaction is over stays locked as long. */
export function createAddressLocks(openStore: () => Promise<ExpiringStore>): AddressLocks {
  const locked = new WeakMap<RestWrite, { mine: string[]; until: number }>()
  const ofTransactions = new WeakMap<Database, Map<string, unknown>>()

  async function free(addresses: Iterable<string>): Promise<void> {
    await (await openStore()).release(...[...addresses].map(keyOf))
  }
  /** Those that a transaction keeps until its end, by whom it gives them to. */
  async function holdersIn(database: Database): Promise<Map<string, unknown>> {
    const known = ofTransactions.get(database)
    if (known) return known
    const holders = new Map<string, unknown>()
    const freeAll = () => {
      ofTransactions.delete(database)
      return free(holders.keys())
    }
    ofTransactions.set(database, holders)
    afterAbort(database, freeAll)
    await afterCommit(database, freeAll)
    return holders
  }
  /** What was written before in the same transaction can't be seen yet. */
  function isLocked(write: RestWrite, address: string): boolean {
    const holders = ofTransactions.get(write.config.database)
    if (!holders?.has(address)) return false
    if (holders.get(address) !== write.objectId())
      refuse(
        isAddress(address) ? 'EMAIL_TAKEN' : 'USERNAME_TAKEN',
        'Another request of this transaction has the same name or address.',
      )
    return true
  }
  /** @returns whether it is this write that has to unlock it */
  async function lockOne(write: RestWrite, address: string): Promise<boolean> {
    const store = await openStore()
    const end = Date.now() + patienceMs
    while (!isLocked(write, address)) {
      if (await store.claim(keyOf(address), lockSeconds)) return true
      if (Date.now() > end)
        refuse('REQUEST_LIMIT_EXCEEDED', 'Others want the same name or address now. Try again soon.')
      if (await isTaken(write, address)) return false
      await delay(10 + Math.random() * 40)
    }
    return false
  }
  /** One after the other, it waits with what it has: in an order that is the same for all. */
  async function lockEach(write: RestWrite, addresses: string[], mine: string[]): Promise<void> {
    for (const address of addresses) if (await lockOne(write, address)) mine.push(address)
  }
  return {
    lock: async (write) => {
      const mine: string[] = []
      locked.set(write, { mine, until: performance.now() + lockSeconds * 1000 })
      const wanted = addressesIn(write).filter((address) => !isLocked(write, address))
      // Hardly ever does anybody else want them now.
      if (await (await openStore()).claimAll(wanted.map(keyOf), lockSeconds)) mine.push(...wanted)
      else await lockEach(write, wanted, mine)
    },
    unlock: async (write) => {
      const { mine = [], until = 0 } = locked.get(write) ?? {}
      locked.delete(write)
      // Afterwards, they may be somebody else's.
      const addresses = performance.now() < until ? mine : []
      const { database } = write.config
      if (!database._transactionalSession) return free(addresses)
      const holders = await holdersIn(database)
      for (const address of addresses) holders.set(address, write.objectId())
    },
  }
}
