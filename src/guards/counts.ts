/**
 * Guard: on PostgreSQL, parse-server answers the question how many objects a class has with what the planner knew when
 * it last looked: nothing of a new class, for which it says 0. Of a class that is known to be large, that is near enough,
 * and counting would take seconds.
 */
import type { Hooks } from '../parse/hooks'
import type { ParseConfig } from '../parse/internals'

/** Counted in a few hundredths of a second. */
const large = 100_000

export const countGuard = ({ databaseController: { adapter } }: ParseConfig): Hooks =>
  adapter._client
    ? {
        'databaseAdapter.count': async (next, className, schema, where, readPreference, estimates = true) => {
          const isOfAll = estimates && Object.keys(where ?? {}).length === 0
          const estimate = isOfAll ? await next(className, schema, where, readPreference) : 0
          return estimate > large ? estimate : next(className, schema, where, readPreference, false)
        },
      }
    : {}
