/** Queries: the parts whose shape parse-server relies on. */
import { z } from 'zod'
import { refuse } from '../../parse/errors'

type Parameters = Record<string, unknown>

const where = z.record(z.string(), z.unknown())
const query = z.looseObject({ className: z.string(), where: where.optional() })
const point = z.looseObject({ latitude: z.number(), longitude: z.number() })
/** A new object has no id yet, and nothing is related to it. */
const owner = z.looseObject({ className: z.string(), objectId: z.string().optional() })

/** Constraints that hold something of a fixed shape. */
const constraints = new Map<string, z.ZodType>([
  ['$or', z.array(where)],
  ['$and', z.array(where)],
  ['$nor', z.array(where)],
  ['$inQuery', query],
  ['$notInQuery', query],
  ['$select', z.looseObject({ query })],
  ['$dontSelect', z.looseObject({ query })],
  ['$relatedTo', z.looseObject({ object: owner, key: z.string() })],
  ['$geoWithin', where],
  ['$geoIntersects', where],
  ['$within', z.looseObject({ $box: z.tuple([point, point]).optional() })],
])

/** Of a field, and of what stands within: errors repeat it, and the log. */
const longestPath = 1000

function checkName(name: string): void {
  if (name.length > longestPath) refuse('INVALID_KEY_NAME', 'A name of a field is too long.')
}

/** What has names of fields, as a query or one of several has; others have values. */
const hasNames = (name: string, isNamed: boolean) =>
  isNamed ? /^\$(?:or|and|nor)$/.test(name) : name === 'where'

/** Walks a `where` that is known not to be nested too deep. */
function checkConstraints(part: unknown, isNamed: boolean): void {
  if (typeof part !== 'object' || part === null) return
  if (Array.isArray(part)) return part.forEach((each) => checkConstraints(each, isNamed))
  for (const [name, value] of Object.entries(part)) {
    if (isNamed) checkName(name)
    if (constraints.get(name)?.safeParse(value).success === false)
      refuse('INVALID_QUERY', `The constraint ${name} is malformed.`)
    checkConstraints(value, hasNames(name, isNamed))
  }
}

/**
 * @param given what `checkValue` has let through.
 * @throws {Parse.Error} 102.
 */
export function checkWhere(given: unknown): void {
  if (given === undefined || given === null) return
  if (typeof given !== 'object' || Array.isArray(given)) refuse('INVALID_QUERY', 'where must be an object.')
  checkConstraints(given, true)
}

const count = z.int().min(0).max(2_147_483_647)

/** How many objects to skip and to return at the most: `NaN` where a client sent no number. */
export function checkCounts(options: Parameters): void {
  for (const name of ['limit', 'skip'])
    if (options[name] !== undefined && !count.safeParse(options[name]).success)
      refuse('INVALID_QUERY', `${name} must be a whole number, 0 or more.`)
}

const parameters = ['limit', 'skip', 'order', 'keys', 'excludeKeys', 'include', 'redirectClassNameForKey']
const text = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullish()

const lists = ['order', 'keys', 'excludeKeys', 'include']

/** The fields that a query is ordered by, and those that it gives. */
export function checkLists(options: Parameters): void {
  const given = lists.map((list) => options[list]).filter((list) => typeof list === 'string')
  for (const name of given.flatMap((list) => list.split(','))) checkName(name)
}

/** What parse-server makes text or numbers of, whatever it is: some objects can't be made either of. */
export function checkParameters(given: Parameters): void {
  for (const name of parameters)
    if (given[name] !== undefined && !text.safeParse(given[name]).success)
      refuse('INVALID_QUERY', `${name} is malformed.`)
}
