/** The options of sessions: how long they last, and how many a user has. */
import { z } from 'zod'

const expected =
  'expected false, or an object as { maxDays: 365, idleDays: 60, perUser: 50 }: whole numbers, at most 365 days and 1000 sessions'

const limit = (most: number, standard: number, what: string) =>
  z.int().min(1).max(most).default(standard).describe(what)

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
