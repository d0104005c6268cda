/** Removes the rows of sessions that are over, when the server starts and every hour; parse-server keeps them for ever. */
import { reasonOf } from '../../errors'
import type { ParseConfig, Row } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import type { SessionLimits } from './limits'
import { serverFields } from './server-fields'

interface SweepParts {
  config: Pick<ParseConfig, 'databaseController' | 'loggerController'>
  limits: SessionLimits
}

const hourMs = 60 * 60 * 1000
/** Nobody waits for many rows at once. */
const batch = 200

type Change = (ids: unknown[]) => Promise<unknown>

const before = (epochMs: number) => ({ $lt: dateValue(epochMs) })

/** Several nodes may sweep at the same time: what one has removed is no fault to the others. */
export function createSweep({ config, limits }: SweepParts): {
  start: () => void
  stop: () => Promise<void>
} {
  const { databaseController: database, loggerController: logger } = config
  const { maxMs, idleMs } = limits
  let isStopped = false
  let running = Promise.resolve()

  /** Changes all that fit, so that they do no longer. */
  async function changeAll(where: object, change: Change): Promise<void> {
    let found: Row[]
    do {
      found = isStopped ? [] : await database.find('_Session', where, { limit: batch })
      if (found.length > 0) await change(found.map(({ objectId }) => objectId))
    } while (found.length === batch)
  }
  const remove = (where: object) =>
    changeAll(where, (ids) => database.destroy('_Session', { objectId: { $in: ids } }))
  const set = (where: object, fields: Row) =>
    changeAll(where, (ids) => database.update('_Session', { objectId: { $in: ids } }, fields, { many: true }))

  /** From before this package was there: nobody knows when they were used. */
  const adopt = () =>
    set(
      { [serverFields.lastUsedAt]: { $exists: false } },
      { [serverFields.lastUsedAt]: dateValue(Date.now()) },
    )

  async function sweep(): Promise<void> {
    const nowMs = Date.now()
    await remove({ expiresAt: before(nowMs) })
    if (idleMs < Infinity) await remove({ [serverFields.lastUsedAt]: before(nowMs - idleMs) })
    // A clock that was set back, or a limit that was lowered, would leave them longer.
    if (maxMs === Infinity) return
    const furthest = dateValue(nowMs + maxMs)
    await set({ expiresAt: { $gt: furthest } }, { expiresAt: furthest })
  }
  function run(work: () => Promise<void>): void {
    running = running.then(work).catch((thrown: unknown) => {
      logger.warn(`Sessions that are over were not removed: ${reasonOf(thrown)}`)
    })
  }
  const timer = setInterval(() => run(sweep), hourMs).unref()
  return {
    start: () => {
      run(adopt)
      run(sweep)
    },
    stop: () => {
      isStopped = true
      clearInterval(timer)
      return running
    },
  }
}
