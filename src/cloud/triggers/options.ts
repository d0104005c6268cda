/** The options of triggers. */
import { z } from 'zod'

const secondsText = 'expected seconds, more than 0 and 3600 at most, or false for no limit'

/** The declaration of `triggers`. */
export const triggersOptions = z.strictObject(
  {
    timeoutSeconds: z
      .union(
        [
          z.literal(false),
          z.number({ error: secondsText }).gt(0, { error: secondsText }).max(3600, { error: secondsText }),
        ],
        { error: secondsText },
      )
      .default(10)
      .describe(
        'Seconds after which a trigger that has not ended is cut off; `false` waits as long as it takes.',
      ),
  },
  { error: 'expected an object of options' },
)

/** The options with their defaults. */
export type TriggerOptions = z.output<typeof triggersOptions>
