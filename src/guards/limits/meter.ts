/**
 * Counts attempts in windows of time, in the store that all nodes share. An attempt is let in as long as those that have
 * failed, and those under way that still may, are fewer than the limit: many at once don't slip through.
 */
import { parseError } from '../../parse/errors'
import type { Logger } from '../../parse/internals'
import { createLruCache } from '../../parse/lru-cache'
import { currentRequest } from '../../parse/request/request'
import { createScope } from '../../parse/request/scope'
import type { Counts, Events } from '../../part/part'
import { patient } from './patient'
import { createTurns, type Failed } from './turns'
import { type Check, type Window, windowsOf } from './windows'

/** How an attempt ended. */
export type Outcome<Result> = { result: Result } | { thrown: unknown }

export interface Meter {
  /**
   * Does the work if none of the limits is reached, and counts it if it ended in a way that counts. What an attempt makes
   * in turn, as a log-in by a provider makes a sign-up of its own, is counted with it.
   * @throws {Parse.Error} 155 when a limit is reached: the answer is HTTP 429 then.
   * @throws {Parse.Error} 100 when `failClosed` is on and the store is away.
   */
  attempt: <Result>(
    checks: Check[],
    work: () => Promise<Result>,
    counts: (outcome: Outcome<Result>) => boolean,
  ) => Promise<Result>
  /**
   * Counts at once.
   * @returns the seconds until it may be tried again; 0 within the limits
   * @throws {Parse.Error} 100 when `failClosed` is on and the store is away, as `attempt` does.
   */
  count: (checks: Check[]) => Promise<number>
}

export interface MeterParts {
  counts: Counts
  logger: Logger
  events: Events
  failClosed: boolean
}

const rememberedKeys = 10_000

/** The windows of attempts that are under way around this one: it would wait for them for ever, and they wait for it. */
const around = createScope<readonly string[]>('attempts')

const unchecked = () =>
  parseError('CONNECTION_FAILED', 'The server can’t check its limits now. Try again soon.')

export function createMeter(parts: MeterParts): Meter {
  const ask = patient(parts)
  const turns = createTurns()
  /** What this node knows: it has counted itself, and reads may be older. */
  const known = createLruCache<number>({ max: rememberedKeys })

  function refusal(windows: Window[]): Error {
    const seconds = Math.max(...windows.map(({ left }) => left))
    const request = currentRequest()
    if (request) request.answer.retryAfter = seconds
    for (const { name } of windows) parts.events.emit('limited', { limit: name })
    return parseError('REQUEST_LIMIT_EXCEEDED', `Too many attempts. Try again in ${seconds} seconds.`)
  }
  async function failedIn(windows: Window[]): Promise<Failed> {
    if (windows.some(({ key, max }) => (known.get(key) ?? 0) >= max)) return known
    const read = await ask(({ read }) => read(windows.map(({ key }) => key)))
    if (!read && parts.failClosed) throw unchecked()
    return { get: (key: string) => Math.max(read?.get(key) ?? 0, known.get(key) ?? 0) }
  }
  async function failed(windows: Window[]): Promise<Failed> {
    const counts = await failedIn(windows)
    const reached = windows.filter(({ key, max }) => (counts.get(key) ?? 0) >= max)
    if (reached.length > 0) throw refusal(reached)
    return counts
  }

  /** Resolves when it is this attempt's turn, to the windows in which it is under way. */
  function enter(checks: Check[]): Promise<Window[]> {
    const outer = around.get() ?? []
    const rooms = () => windowsOf(checks).filter(({ key }) => !outer.includes(key))
    return turns.enter({ rooms, failed, tooMany: (window) => refusal([window]) })
  }
  /** @returns what the store counts now; nothing while it is away */
  const note = async ({ key, seconds }: Window): Promise<number | undefined> => {
    const number = await ask(({ count }) => count(key, seconds))
    const here = known.get(key) ?? 0
    // Answers may overtake each other.
    known.set(key, Math.max(number ?? here + 1, here), { ttl: seconds * 1000 })
    return number
  }
  async function settle<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
    try {
      return { result: await work() }
    } catch (thrown) {
      return { thrown }
    }
  }
  return {
    attempt: async (checks, work, counts) => {
      const windows = await enter(checks)
      const inner = [...(around.get() ?? []), ...windows.map(({ key }) => key)]
      try {
        const outcome = await settle(() => around.run(inner, work))
        if (counts(outcome)) await Promise.all(windows.map(note))
        if ('thrown' in outcome) throw outcome.thrown
        return outcome.result
      } finally {
        turns.leave(windows)
      }
    },
    count: async (checks) => {
      const windows = windowsOf(checks)
      const numbers = await Promise.all(windows.map(note))
      if (parts.failClosed && numbers.includes(undefined)) throw unchecked()
      const reached = windows.filter(({ key, max }, index) => (numbers[index] ?? known.get(key) ?? 0) > max)
      for (const { name } of reached) parts.events.emit('limited', { limit: name })
      return Math.max(0, ...reached.map(({ left }) => left))
    },
  }
}
