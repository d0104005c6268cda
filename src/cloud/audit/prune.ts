/** Removes rows that are too old, when the server starts and every hour. */
import { reasonOf } from '../../errors'
import { isNotFound } from '../../parse/errors'
import type { ParseConfig } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import { className } from './class'

const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs

/** Several nodes may do so at the same time: what one has removed is no fault to the others. */
export function createPruning(
  { databaseController, loggerController }: ParseConfig,
  days: number,
): { stop: () => Promise<void> } {
  async function prune(): Promise<void> {
    const oldest = dateValue(Date.now() - days * dayMs)
    try {
      await databaseController.destroy(className, { at: { $lt: oldest } })
    } catch (thrown) {
      if (!isNotFound(thrown)) loggerController.warn(`Old rows of the audit stay: ${reasonOf(thrown)}`)
    }
  }
  let running = prune()
  const timer = setInterval(() => void (running = prune()), hourMs).unref()
  return {
    stop: () => {
      clearInterval(timer)
      return running
    },
  }
}
