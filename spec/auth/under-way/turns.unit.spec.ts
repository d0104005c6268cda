/** Turns of accounts: one request at a time, and one transaction. */
import { createTurns } from '../../../src/auth/under-way/turns'
import { transactionHooks } from '../../../src/parse/after-commit'
import type { Database } from '../../../src/parse/internals'
import type { ExpiringStore } from '../../../src/part/part'

/** Keeps claims, and counts them. */
function createClaims() {
  const held = new Set<string>()
  let count = 0
  const claim = async (key: string) =>
    Promise.resolve(!held.has(key) && Boolean(held.add(key)) && (count += 1) > 0)
  const release = async (...keys: string[]) => Promise.resolve(keys.forEach((key) => held.delete(key)))
  const store = { claim, release } as unknown as ExpiringStore
  return { held, counted: () => count, open: () => Promise.resolve(store) }
}

const commit = (database: Database) =>
  transactionHooks['DatabaseController.commitTransactionalSession']!.call(database, () => Promise.resolve())

test('a transaction takes the turn of a user once, whoever asks for it and how many at once, and keeps it to its end', async () => {
  const { held, counted, open } = createClaims()
  const database = { _transactionalSession: {} } as unknown as Database
  const [ofWrites, ofLogIns] = [createTurns(open), createTurns(open)]
  const work = () => Promise.resolve('done')
  const asked = [ofWrites, ofWrites, ofLogIns].map((inTurn) => inTurn('ann', database, work))
  expect(await Promise.all(asked)).toEqual(['done', 'done', 'done'])
  expect(counted()).toBe(1)
  expect(held.size).toBe(1)
  await commit(database)
  expect(held.size).toBe(0)
})

test('without a transaction, each has its own, one after the other', async () => {
  const { held, counted, open } = createClaims()
  const inTurn = createTurns(open)
  let atWork = 0
  const work = async () => {
    expect((atWork += 1)).toBe(1)
    await new Promise((resolve) => void setImmediate(resolve))
    atWork -= 1
  }
  await Promise.all(['ann', 'ann', 'ann'].map((userId) => inTurn(userId, {} as Database, work)))
  expect(counted()).toBe(3)
  expect(held.size).toBe(0)
})
