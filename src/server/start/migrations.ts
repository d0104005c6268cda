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
export function keepInMigrations({ schema, databaseController }: ParseConfig, parts: Keeper[]): void {
  if (!Array.isArray(schema?.definitions)) return
  const { definitions, beforeMigration } = schema
  // Parse Server reads it after that; the host's own list stays as it is.
  const complete: ClassDefinition[] = []
  schema.definitions = complete
  schema.beforeMigration = async () => {
    await beforeMigration?.()
    const stored = await databaseController.loadSchema({ clearCache: true })
    // A start that failed may have filled it before.
    complete.splice(0, Infinity, ...definitions.map((definition) => withOurs(definition, stored, parts)))
  }
}
