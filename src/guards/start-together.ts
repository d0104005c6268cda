/**
 * Guard: nodes that start at the same time on an empty PostgreSQL are in each other's way, as parse-server creates functions
 * and tables of which each node believes to be the first. Whoever was second starts again. The same goes for what parts
 * make.
 */
import { setTimeout as delay } from 'node:timers/promises'

/** What PostgreSQL says of an object that another connection has just made, or is changing. */
const races = [
  { code: 'XX000', message: /tuple concurrently (updated|deleted)/ },
  { code: '23505', message: /"pg_\w+_index"/ },
  { code: '42P07', message: /already exists/ },
  { code: '42710', message: /already exists/ },
  { code: '40P01', message: /deadlock detected/ },
  // parse-server only prints what keeps it from making its functions, and fails where it first needs one.
  { code: '42883', message: /function (json_object_set_key|array_\w+)\(.*\) does not exist/ },
]

function isRace(thrown: unknown): boolean {
  const { code, message } = (thrown ?? {}) as { code?: unknown; message?: unknown }
  return races.some((race) => race.code === code && race.message.test(String(message)))
}

const attempts = 10
const pauseMs = 50

/** @param attempt leaves nothing running when it rejects */
export async function startTogether<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let left = attempts - 1; ; left -= 1) {
    try {
      return await attempt()
    } catch (thrown) {
      if (left === 0 || !isRace(thrown)) throw thrown
      // Of different length, so that those who met don't meet again.
      await delay(pauseMs * (1 + Math.random()))
    }
  }
}
