/** What a provider publishes, kept for a while: asked for rarely, and no reason to fail while it can't be had anew. */
import { reasonOf } from '../../../../errors'

const softAgeMs = 10 * 60_000
const hardAgeMs = 15 * 60_000

/** Milliseconds of a clock that nobody sets: ages and pauses would last as long as a step back. */
export const elapsed = (): number => performance.now()

/** What was loaded last. */
export interface Remembered<Value> {
  /**
   * Loads when there is nothing yet, anew in the background after 10 minutes, and at the latest, awaited, after 15: but
   * where that has failed in the last 10, nobody waits for the next attempt.
   * @returns what there is, though it may be old where it can't be loaded
   */
  current: () => Promise<Value | undefined>
  /** Loads anew, unless that was tried a moment ago. */
  renew: () => Promise<Value | undefined>
  /** When the last attempt began. */
  attemptedAt: () => number
  /** Why the last attempt has failed. */
  failure: () => string | undefined
}

/**
 * @param load must end before the cool-down does
 * @param coolDownMs lies between the beginnings of two attempts
 * @param now milliseconds of a clock that only goes on
 */
export function remember<Value>(
  load: () => Promise<Value>,
  coolDownMs: number,
  now = elapsed,
): Remembered<Value> {
  let value: Value | undefined
  let failure: string | undefined
  let loadedAt = -Infinity
  let attemptedAt = -Infinity
  let pending = Promise.resolve()

  const attempt = async () => {
    attemptedAt = now()
    try {
      value = await load()
      loadedAt = now()
      failure = undefined
    } catch (thrown) {
      failure = reasonOf(thrown)
    }
  }
  const renew = async () => {
    if (now() - attemptedAt >= coolDownMs) pending = attempt()
    await pending
    return value
  }
  return {
    current: async () => {
      const age = now() - loadedAt
      const hasFailed = failure !== undefined && now() - attemptedAt < softAgeMs
      if (value === undefined || (age >= hardAgeMs && !hasFailed)) return renew()
      if (age >= softAgeMs) void renew()
      return value
    },
    renew,
    attemptedAt: () => attemptedAt,
    failure: () => failure,
  }
}
