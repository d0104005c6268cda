/**
 * Saving: several times in a request, parse-server makes all that it knows of all classes anew, of what it remembers of
 * them. Here it is made once, until what is remembered changes; each gets a controller of its own with it, for who reloads
 * one has other classes from then on, and where the database fails, none.
 */
import type { Hooks } from '../../parse/hooks'
import {
  type ClassPermissions,
  type ClassSchema,
  type DatabaseAdapter,
  internals,
  type ParseConfig,
  type Schema,
} from '../../parse/internals'

/** A class as it was. parse-server puts new permissions into the class that it remembers. */
interface Known {
  schema: ClassSchema
  permissions: object | undefined
}

interface Made {
  of: Known[]
  /** Of the controller, when it was new. */
  fields: Schema
}

const asTheyAre = (classes: ClassSchema[]): Known[] =>
  classes.map((schema) => ({ schema, permissions: schema.classLevelPermissions }))

const areStill = (known: Known[], classes: ClassSchema[]) =>
  classes.length > 0 &&
  classes.length === known.length &&
  known.every(
    ({ schema, permissions }, at) => schema === classes[at] && schema.classLevelPermissions === permissions,
  )

/** parse-server notes in such permissions what one query asks for. */
const areNotedIn = ({ protectedFields = {} }: ClassPermissions = {}) =>
  Object.keys(protectedFields).some((group) => group.startsWith('userField:'))

/** Whoever forgets after a time does it while a controller is made. */
const forgets = ({ schemaCacheTtl, enableSchemaHooks }: DatabaseAdapter) =>
  Boolean(schemaCacheTtl) && !enableSchemaHooks

/** What one request would do with permissions must not be seen by others; but fields may be hidden, for all of them. */
function freeze(permissions: object = {}): void {
  for (const each of Object.values(permissions)) Object.freeze(each)
  Object.freeze(permissions)
}

/**
 * The permissions are those that were made: what is remembered has none of the option `protectedFields`.
 * @returns nothing while a class is made by `parseServer.schema`: it has no permissions that could be asked for, yet
 */
function share(schema: Schema, classes: Known[]): Made | undefined {
  try {
    const made = classes.map(({ schema: of }) => schema.schemaData[of.className]?.classLevelPermissions)
    if (made.some(areNotedIn)) return undefined
    made.forEach(freeze)
  } catch {
    return undefined
  }
  return { of: classes, fields: copyOf(schema) }
}

const copyOf = (fields: Schema): Schema =>
  Object.assign(Object.create(Object.getPrototypeOf(fields) as object) as Schema, fields)

export function schemaSaving({ databaseController: { adapter: ours } }: ParseConfig): Hooks {
  let made: Made | undefined
  return {
    'SchemaController.load': async (next, adapter, options) => {
      if (options?.clearCache || adapter !== ours || forgets(adapter)) return next(adapter, options)
      const cache = internals.schemaCache()
      const classes = cache.all()
      if (made && areStill(made.of, classes)) return copyOf(made.fields)
      const known = asTheyAre(classes)
      const schema = await next(adapter, options)
      // It may have been made of what has changed meanwhile.
      made = areStill(known, cache.all()) ? share(schema, known) : undefined
      return schema
    },
  }
}
