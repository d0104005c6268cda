/** Queries: the parts whose shape parse-server relies on. */
import { z } from 'zod'
import { refuse } from './refuse'

type Where = Record<string, unknown>

const count = z.coerce.number().int().min(0).max(2_147_483_647)
const where = z.record(z.string(), z.unknown())
const query = z.looseObject({ className: z.string(), where: where.optional() })
const point = z.looseObject({ latitude: z.number(), longitude: z.number() })

/** Constraints that hold something of a fixed shape. */
const constraints: Record<string, z.ZodType> = {
  $or: z.array(where),
  $and: z.array(where),
  $nor: z.array(where),
  $inQuery: query,
  $notInQuery: query,
  $select: z.looseObject({ query }),
  $dontSelect: z.looseObject({ query }),
  $relatedTo: z.looseObject({
    object: z.looseObject({ className: z.string(), objectId: z.string() }),
    key: z.string(),
  }),
  $within: z.looseObject({ $box: z.tuple([point, point]).optional() }),
}

/** Walks a `where` that is known not to be nested too deep. */
function checkConstraints(part: unknown): void {
  if (typeof part !== 'object' || part === null) return
  for (const [name, value] of Object.entries(part)) {
    if (constraints[name]?.safeParse(value).success === false)
      refuse('INVALID_QUERY', `The constraint ${name} is malformed.`)
    checkConstraints(value)
  }
}

/** `where` comes as an object, or as JSON in a query string. */
function parsedWhere(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return refuse('INVALID_JSON', 'where must be JSON.')
  }
}

function checkCount(name: 'limit' | 'skip', value: unknown): void {
  if (value === undefined || value === '') return
  if (!['string', 'number'].includes(typeof value) || !count.safeParse(value).success)
    refuse('INVALID_QUERY', `${name} must be a whole number, 0 or more.`)
}

/**
 * @param checkValue checks what no value may hold; `where` may still be text here.
 * @throws {Parse.Error} 102 or 107.
 */
export function checkQuery(parameters: Where, checkValue: (value: unknown) => void): void {
  checkCount('limit', parameters.limit)
  checkCount('skip', parameters.skip)
  if (parameters.where === undefined || parameters.where === '') return
  const given = parsedWhere(parameters.where)
  if (!where.safeParse(given).success) refuse('INVALID_QUERY', 'where must be an object.')
  checkValue(given)
  checkConstraints(given)
}
