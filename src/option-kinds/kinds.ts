/** Kinds of values that options share. */
import { existsSync } from 'node:fs'
import { z } from 'zod'

/** A text that is not empty. */
export const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected })

/** `true` or `false`. */
export const flag = () => z.boolean({ error: 'expected true or false' })

// `type` is for the generated page: JSON Schema has no word for these.
export const functionOf = <Kind extends (...args: never[]) => unknown>(error?: string) =>
  z.custom<Kind>((value) => typeof value === 'function', error).meta({ type: 'function' })
export const anyFunction = functionOf()

const folderText = 'expected the path of a folder that is there'
export const folder = () => text(folderText).refine((path) => existsSync(path), { error: folderText })

/** For the type alone: `process.env.X` may be unset, which the check then names as missing. */
export const orUnset = <Schema extends z.ZodType>(schema: Schema) =>
  schema as unknown as z.ZodType<z.output<Schema>, z.input<Schema> | undefined>

/** For options that are a URL with a password: these signs would end it early. */
export const howToWriteUrls = 'in user and password write # as %23, / as %2F and ? as %3F'

/** An object that is no list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object or a list, whatever is in it. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
