/**
 * The migrations of `parseServer.schema` delete what it does not name. Of fields, with `deleteExtraFields`, that would be
 * what this package keeps, as who is blocked; of MongoDB's indexes those that keep an identity from having two accounts.
 */
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

/** Adds to what the host has defined what is there of Parse Server's and of the parts'. */
export function keepInMigrations(config: ParseConfig, parts: Keeper[]): void {
  const { schema, databaseController } = config
  if (!schema) return
  // The host's own stays as it is: a start that is tried again has another database.
  const ours = Object.assign(Object.create(Object.getPrototypeOf(schema) as object), schema) as typeof schema
  config.schema = ours
  const { definitions, beforeMigration, afterMigration } = schema
  ours.afterMigration = async () => {
    // Classes are migrated at the same time: what Parse Server remembers of one may be from the midst of another's.
    await databaseController.loadSchema({ clearCache: true })
    await afterMigration?.call(ours)
  }
  if (!Array.isArray(definitions)) return
  // Parse Server reads it after that.
  const complete: ClassDefinition[] = []
  ours.definitions = complete
  ours.beforeMigration = async () => {
    await beforeMigration?.call(ours)
    const stored = await databaseController.loadSchema({ clearCache: true })
    complete.push(...definitions.map((definition) => withOurs(definition, stored, parts)))
  }
}
