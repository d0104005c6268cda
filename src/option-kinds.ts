/** What options share: kinds of values, and the words for what a schema has found wrong. */
import { type ZodError, z } from 'zod'
import type { OptionProblem } from './errors'

/** A text that is not empty. */
export const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected })

// `type` is for the generated page: JSON Schema has no word for these.
export const anyFunction = z
  .custom<(...args: never[]) => unknown>((value) => typeof value === 'function')
  .meta({ type: 'function' })
export const anyObject = z
  .custom<object>((value) => typeof value === 'object' && value !== null)
  .meta({ type: 'object' })

/** An object, whatever is in it. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** @param within path of the options that were checked */
export function problemsOf(error: ZodError | undefined, within: string[] = []): OptionProblem[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const path = [...within, ...issue.path]
    if (issue.code !== 'unrecognized_keys')
      return [{ path: path.join('.') || 'options', message: issue.message }]
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'unknown option: is it misspelt?',
    }))
  })
}
