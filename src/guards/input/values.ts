/** What no value may hold, wherever it stands in a request: one walk over what the client sent. */
import { isDate } from 'node:util/types'
import { z } from 'zod'
import { refuse } from '../../parse/errors'

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
  z.object({ __op: z.literal('SetOnInsert'), amount: z.unknown() }),
  z.object({ __op: z.enum(['Add', 'AddUnique', 'Remove']), objects: z.array(z.unknown()) }),
  relationOperation,
  z.object({ __op: z.literal('Batch'), ops: z.array(relationOperation).min(1) }),
])

const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)

/** Text from clients; GraphQL's scalar has made a `Date` of it. */
const isTime = (given: unknown) =>
  (typeof given === 'string' || isDate(given)) && !Number.isNaN(+new Date(given))

/** A new object has no id yet; Parse Server's own queries for LiveQuery name no class. */
const anyPointer = z.union([
  z.object({ className: z.string(), objectId: z.string().optional() }),
  z.object({ className: z.undefined().optional(), objectId: z.string() }),
])

/** Parse's own types; others are the host's. */
const types = new Map<unknown, z.ZodType>([
  ['Date', z.object({ iso: z.custom(isTime) })],
  ['GeoPoint', z.object({ latitude, longitude })],
  ['Polygon', z.object({ coordinates: z.array(z.tuple([latitude, longitude])).min(3) })],
  ['Bytes', z.object({ base64: z.string() })],
  ['File', z.object({ name: z.string() })],
  ['Pointer', anyPointer],
  ['Relation', z.object({ className: z.string().nullish() })],
])

function checkText(value: string): void {
  if (value.includes('\0') || !value.isWellFormed())
    refuse('INVALID_JSON', 'Text must not contain NUL characters or halves of surrogate pairs.')
}

function checkType(value: { __type: unknown }): void {
  const type = typeof value.__type === 'string' ? types.get(value.__type) : z.never()
  if (type?.safeParse(value).success === false) refuse('INCORRECT_TYPE', 'A value with __type is malformed.')
}

function checkObject(value: object, depth: number): void {
  if (depth > maxDepth) refuse('INVALID_JSON', `Values are nested deeper than ${maxDepth} levels.`)
  if (Array.isArray(value)) {
    for (const item of value) checkAt(item, depth + 1)
    return
  }
  if ('__op' in value && !operation.safeParse(value).success)
    refuse('INVALID_JSON', 'An operation (__op) is unknown or malformed.')
  if ('__type' in value) checkType(value)
  for (const key of Object.keys(value)) {
    checkText(key)
    checkAt((value as Record<string, unknown>)[key], depth + 1)
  }
}

function checkAt(value: unknown, depth: number): void {
  if (typeof value === 'string') checkText(value)
  else if (typeof value === 'number') {
    if (!Number.isFinite(value)) refuse('INVALID_JSON', 'A number is out of range.')
  } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) checkObject(value, depth)
}

/**
 * Checks a value and all that it holds.
 * @throws {Parse.Error} 107 or 111.
 */
export const checkValue = (value: unknown): void => checkAt(value, 0)
