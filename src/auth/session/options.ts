/** The options of sessions: how long they last, and how many a user has. */
import { z } from 'zod'

const expected =
  'expected false, or an object of whole numbers as { maxDays: 365, idleDays: 60, perUser: 50 }'

function limit(most: number, standard: number, what: string) {
  const error = `expected a whole number from 1 to ${most}`
  return z.int({ error }).min(1, { error }).max(most, { error }).default(standard).describe(what)
}

const limits = z.strictObject({
  maxDays: limit(
    365,
    365,
    'Days after which a session ends, however often it is used; `parseServer.sessionLength` (seconds) counts where it is shorter.',
  ),
  idleDays: limit(365, 60, 'Days without use after which a session ends.'),
  perUser: limit(
    1000,
    50,
    'Sessions that a user has at most: a new one ends the one that was not used for the longest time.',
  ),
})

export const sessionsOptions = z.union([z.literal(false), limits], { error: expected })

/** How long sessions last, and how many a user has; without limits, `false`. */
export type SessionsOptions = z.output<typeof sessionsOptions>
