/** Kinds of values that options share. */
import { z } from 'zod'

/** A text that is not empty. */
export const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected })

// `type` is for the generated page: JSON Schema has no word for these.
export const anyFunction = z
  .custom<(...args: never[]) => unknown>((value) => typeof value === 'function')
  .meta({ type: 'function' })
/** For the type alone: `process.env.X` may be unset, which the check then names as missing. */
export const orUnset = <Schema extends z.ZodType>(schema: Schema) =>
  schema as unknown as z.ZodType<z.output<Schema>, z.input<Schema> | undefined>

/** For options that are a URL with a password: these signs would end it early. */
export const howToWriteUrls = 'in user and password write # as %23, / as %2F and ? as %3F'

/** An object, whatever is in it. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
