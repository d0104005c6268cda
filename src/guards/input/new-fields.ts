/** Fields that a class has not had so far. */
import type { Auth, RequestConfig } from '../../parse/internals'
import { refuse } from '../../parse/errors'

type Fields = Record<string, unknown>

/** What parse-server's database adapters know of a class. */
interface ClassReader {
  getClass(className: string): Promise<{ fields: Fields }>
}

/** Each new field becomes a column: thousands of them hold the database for minutes. */
const most = 100

/** "address.city" is a part of the column "address". */
const columnOf = (name: string) => name.replace(/\..*/s, '')

const isDelete = (value: unknown) =>
  typeof value === 'object' && value !== null && '__op' in value && value.__op === 'Delete'

/** Whether `checkNewFields` has something to do; it takes time, in which other requests of a batch go ahead. */
export const mayBeNew = (fields: Fields): boolean =>
  Object.keys(fields).length > most || Object.values(fields).some(isDelete)

/** A class as the database has it. parse-server's adapters throw nothing at all where it is not there. */
async function storedFields({ database }: RequestConfig, className: string): Promise<Fields> {
  const { adapter } = database as typeof database & { adapter: ClassReader }
  try {
    return (await adapter.getClass(className)).fields
  } catch (thrown) {
    if (thrown === undefined) return {}
    throw thrown
  }
}

/**
 * Drops deletions of what no node has made. To load all classes anew would cost more, and with Redis on every node.
 */
async function dropDeletions(config: RequestConfig, className: string, fields: Fields, names: string[]) {
  const deleted = names.filter((name) => isDelete(fields[name]))
  if (deleted.length === 0) return
  const stored = await storedFields(config, className)
  for (const name of deleted) if (!Object.hasOwn(stored, columnOf(name))) Reflect.deleteProperty(fields, name)
}

/**
 * Looks at the fields that are new to the class. To delete one of them changes nothing, but PostgreSQL has no
 * column for it: it is dropped.
 * @throws {Parse.Error} 116 for more new fields than a client may add in one request.
 */
export async function checkNewFields(
  config: RequestConfig,
  { isMaster }: Auth,
  className: string,
  fields: Fields,
): Promise<void> {
  const { schemaData } = await config.database.loadSchema()
  const known = schemaData[className]?.fields ?? {}
  const added = Object.keys(fields).filter(
    (name) => !name.startsWith('_') && !Object.hasOwn(known, columnOf(name)),
  )
  if (added.length > most && !isMaster)
    refuse('OBJECT_TOO_LARGE', `A request adds ${most} fields to a class at the most.`)
  await dropDeletions(config, className, fields, added)
}
