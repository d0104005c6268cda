/** Asks a store that may be away: then there is no answer, and operators are told. */
import { reasonOf } from '../../errors'
import type { Logger } from '../../parse/internals'
import type { Counts } from '../../part/part'

const warningMs = 60_000

/** @returns what asks; it warns once a minute at most */
export function patient({ counts, logger }: { counts: Counts; logger: Logger }) {
  let warnedAt = -Infinity
  function warn(thrown: unknown): void {
    if (Date.now() - warnedAt <= warningMs) return
    warnedAt = Date.now()
    logger.warn(`Limits can’t be checked: the store of their counts is away (${reasonOf(thrown)}).`)
  }
  return async function ask<Result>(question: (of: Counts) => Promise<Result>) {
    try {
      return await question(counts)
    } catch (thrown) {
      warn(thrown)
      return undefined
    }
  }
}
