/** The options of what users must prove before they change how they log in. */
import { z } from 'zod'

export const reauthenticationOptions = z.strictObject(
  {
    maxAgeSeconds: z
      .int({ error: 'expected a whole number of seconds' })
      .min(1, { error: 'expected 1 or more seconds' })
      .describe(
        'Seconds after a log-in, or after a right `currentPassword`, in which the session asks for no more proof.',
      ),
  },
  { error: 'expected an object as { maxAgeSeconds: 300 }' },
)

/** How old a log-in may be. */
export type ReauthenticationOptions = z.output<typeof reauthenticationOptions>
