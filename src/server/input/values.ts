/** What no value may hold, wherever it stands in a request: one walk over body or query. */
import { z } from 'zod'
import { refuse } from './refuse'

/** Deeper than any document that a Parse SDK writes; recursion over more could end in a stack overflow. */
const maxDepth = 100

const pointer = z.object({ className: z.string(), objectId: z.string() })
const relationOperation = z.object({
  __op: z.enum(['AddRelation', 'RemoveRelation']),
  objects: z.array(pointer).min(1),
})

/** Operations on a field, which parse-server applies without looking at their parts. */
const operation = z.discriminatedUnion('__op', [
  z.object({ __op: z.literal('Delete') }),
  z.object({ __op: z.literal('Increment'), amount: z.number() }),
  z.object({ __op: z.enum(['Add', 'AddUnique', 'Remove']), objects: z.array(z.unknown()) }),
  relationOperation,
  z.object({ __op: z.literal('Batch'), ops: z.array(relationOperation).min(1) }),
])

const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)

/** Parse's own types; others are the host's. */
const types: Record<string, z.ZodType> = {
  Date: z.object({ iso: z.string().refine((iso) => !Number.isNaN(Date.parse(iso))) }),
  GeoPoint: z.object({ latitude, longitude }),
  Polygon: z.object({ coordinates: z.array(z.tuple([latitude, longitude])).min(3) }),
  Bytes: z.object({ base64: z.string() }),
  File: z.object({ name: z.string() }),
  Pointer: z.object({ className: z.string(), objectId: z.string().optional() }),
  Relation: z.object({ className: z.string().nullish() }),
}

const isText = (value: string) => !value.includes('\0') && value.isWellFormed()

function checkText(value: string): void {
  if (!isText(value))
    refuse('INVALID_JSON', 'Text must not contain NUL characters or halves of surrogate pairs.')
}

function checkObject(value: object): void {
  if ('__op' in value && !operation.safeParse(value).success)
    refuse('INVALID_JSON', 'An operation (__op) is unknown or malformed.')
  if (!('__type' in value)) return
  const type = typeof value.__type === 'string' ? (types[value.__type] ?? z.unknown()) : z.never()
  if (!type.safeParse(value).success) refuse('INCORRECT_TYPE', 'A value with __type is malformed.')
}

/** What to look at next: the value itself is checked here, what it holds is returned. */
function checkOne(value: unknown): unknown[] {
  if (typeof value === 'string') checkText(value)
  if (typeof value === 'number' && !Number.isFinite(value))
    refuse('INVALID_JSON', 'A number is out of range.')
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return []
  if (Array.isArray(value)) return value
  checkObject(value)
  Object.keys(value).forEach(checkText)
  return Object.values(value)
}

/**
 * Checks a value and all that it holds. Level by level: a recursion is what deep nesting would break.
 * @throws {Parse.Error} 107 or 111.
 */
export function checkValue(root: unknown): void {
  let level = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) refuse('INVALID_JSON', `Values are nested deeper than ${maxDepth} levels.`)
    level = level.flatMap(checkOne)
  }
}
