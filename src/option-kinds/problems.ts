/** The words for what a schema has found wrong. */
import { closest, distance } from 'fastest-levenshtein'
import type { z } from 'zod'
import type { OptionProblem } from '../errors'

/** The name that a misspelt one was meant to be, if it is near to one. */
export function meant(name: string, names: string[]): string | undefined {
  const lower = name.toLowerCase()
  const near = names.filter((known) => distance(lower, known.toLowerCase()) <= Math.min(2, name.length / 3))
  return near.length > 0 ? closest(name, near) : undefined
}

/** @param known names that would have been right */
export function unknownOption(name: string, known: string[]): string {
  const right = meant(name, known)
  return right ? `unknown option: did you mean ${right}?` : 'unknown option: is it misspelt?'
}

/** What a schema may be made of. */
interface Wrapped {
  innerType?: z.core.$ZodType
  options?: z.core.$ZodType[]
  shape?: Record<string, z.core.$ZodType>
  valueType?: z.core.$ZodType
  element?: z.core.$ZodType
}

/** Names of options at this path of a declaration, whatever it is wrapped in. */
function namesAt(schema: z.core.$ZodType, path: PropertyKey[]): string[] {
  const { def } = schema as z.ZodType & { def: z.core.$ZodTypeDef & Wrapped }
  if (def.innerType) return namesAt(def.innerType, path)
  if (def.options) return def.options.flatMap((option) => namesAt(option, path))
  const [key, ...rest] = path
  if (key === undefined) return Object.keys(def.shape ?? {})
  const next = def.shape?.[String(key)] ?? def.valueType ?? def.element
  return next ? namesAt(next, rest) : []
}

/**
 * @param schema that found the error
 * @param within path of the options that were checked
 */
export function problemsOf(
  schema: z.core.$ZodType,
  error: z.ZodError | undefined,
  within: string[] = [],
): OptionProblem[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const path = [...within, ...issue.path]
    if (issue.code !== 'unrecognized_keys')
      return [{ path: path.join('.') || 'options', message: issue.message }]
    const known = namesAt(schema, issue.path)
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: unknownOption(key, known) }))
  })
}
