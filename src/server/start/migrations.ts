/**
 * The migrations of `parseServer.schema` delete what it does not name. Of fields, with `deleteExtraFields`, that would be
 * what this package keeps, as who is blocked; of MongoDB's indexes those that keep an identity from having two accounts.
 */
import type { Hooks } from '../../parse/hooks'
import type { ClassDefinition, ParseConfig, Schema } from '../../parse/internals'
import type { Part } from '../../part/part'

type Named = Record<string, unknown>
type Keeper = Pick<Part, 'fields'>

/** Of Parse Server's own, those that its migrations take for the host's; and of this package. */
const isOwnIndex = (name: string) =>
  /^(_auth_data_.+_id|_email_verify_token|_perishable_token|accounts_.+)$/.test(name)

/** What the host has defined itself counts. */
const completed = (
  defined: Named | undefined,
  there: Named | undefined,
  isOurs: (name: string) => boolean,
) => ({
  ...Object.fromEntries(Object.entries(there ?? {}).filter(([name]) => isOurs(name))),
  ...defined,
})

/** What is not there yet is made as ever, when the parts start. */
function withOurs(definition: ClassDefinition, { schemaData }: Schema, parts: Keeper[]): ClassDefinition {
  const { className, fields, indexes } = definition
  const there = schemaData[className]
  const isOurField = (name: string) => parts.some((part) => part.fields?.[className]?.includes(name))
  return {
    ...definition,
    fields: completed(fields, there?.fields, isOurField),
    indexes: completed(indexes, there?.indexes, isOwnIndex),
  }
}

/**
 * PostgreSQL's adapter notes its own columns, as that of who may read an object, among the fields of a class that it was
 * asked for. Migrations want to delete them then, and fail.
 */
const withoutColumns = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('_'))) as Fields

/**
 * Adds to what the host has defined what is there of Parse Server's and of the parts'. The host's own stays as it is: a
 * start that is tried again has another database.
 */
export function keepInMigrations(config: ParseConfig, parts: Keeper[]): Hooks[] {
  const { schema, databaseController } = config
  const { definitions, beforeMigration, afterMigration } = schema ?? {}
  if (!schema || !Array.isArray(definitions)) return []
  let isMigrating = false
  // Parse Server reads it after beforeMigration.
  const complete: ClassDefinition[] = []
  const ours = Object.create(Object.getPrototypeOf(schema) as object) as typeof schema
  config.schema = Object.assign(ours, schema, {
    definitions: complete,
    beforeMigration: async () => {
      await beforeMigration?.call(ours)
      isMigrating = true
      const stored = await databaseController.loadSchema({ clearCache: true })
      complete.push(...definitions.map((definition) => withOurs(definition, stored, parts)))
    },
    afterMigration: async () => {
      isMigrating = false
      await afterMigration?.call(ours)
    },
  })
  return [
    {
      'SchemaController.updateClass': (next, className, fields, ...rest) =>
        next(className, isMigrating ? withoutColumns(fields) : fields, ...rest),
    },
  ]
}
