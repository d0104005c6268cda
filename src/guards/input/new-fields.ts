/** Fields that a class has not had so far. */
import type { Auth, RequestConfig } from '../../parse/internals'
import { refuse } from '../../parse/errors'

type Fields = Record<string, unknown>

/** Each new field becomes a column: thousands of them hold the database for minutes. */
const most = 100

/** "address.city" is a part of the column "address". */
const columnOf = (name: string) => name.replace(/\..*/s, '')

const isDelete = (value: unknown) =>
  typeof value === 'object' && value !== null && '__op' in value && value.__op === 'Delete'

/** Whether `checkNewFields` has something to do; it takes time, in which other requests of a batch go ahead. */
export const mayBeNew = (fields: Fields): boolean =>
  Object.keys(fields).length > most || Object.values(fields).some(isDelete)

/**
 * Looks at the fields that are new to the class. To delete one of them changes nothing, but PostgreSQL has no
 * column for it: it is dropped.
 * @throws {Parse.Error} 116 for more new fields than a client may add in one request.
 */
export async function checkNewFields(
  { database }: RequestConfig,
  { isMaster }: Auth,
  className: string,
  fields: Fields,
): Promise<void> {
  const { schemaData } = await database.loadSchema()
  const known = schemaData[className]?.fields ?? {}
  const added = Object.keys(fields).filter(
    (name) => !name.startsWith('_') && !Object.hasOwn(known, columnOf(name)),
  )
  if (added.length > most && !isMaster)
    refuse('OBJECT_TOO_LARGE', `A request adds ${most} fields to a class at the most.`)
  for (const name of added) if (isDelete(fields[name])) Reflect.deleteProperty(fields, name)
}
