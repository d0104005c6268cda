/** Kinds of values that options share. */
import { z } from 'zod'

/** A text that is not empty. */
export const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected })

// `type` is for the generated page: JSON Schema has no word for these.
export const anyFunction = z
  .custom<(...args: never[]) => unknown>((value) => typeof value === 'function')
  .meta({ type: 'function' })
export const anyObject = z
  .custom<object>((value) => typeof value === 'object' && value !== null)
  .meta({ type: 'object' })
