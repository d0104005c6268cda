/** Hides a field of a class from all clients, in answers as in queries. */
import type { ClassPermissions, DatabaseClass, ParseConfig } from './internals'
import { replaceMethods } from './replace-methods'

/** A user may be in several groups, and what is hidden from one of them only is hidden from nobody. */
function hideFromAll({ protectedFields }: ClassPermissions, field: string): void {
  for (const hidden of Object.values(protectedFields ?? {})) if (!hidden.includes(field)) hidden.push(field)
}

/**
 * Makes a field one of the protected ones, whatever else the host protects by its options or by class-level permissions.
 * The class has to have protected fields already.
 * @returns a function that takes the hook back
 */
export function hookProtectedField(
  { databaseController }: ParseConfig,
  protectedClass: string,
  field: string,
): () => void {
  // LiveQuery has a controller of its own.
  const controllers = Object.getPrototypeOf(databaseController) as DatabaseClass
  const { addProtectedFields } = controllers
  return replaceMethods(controllers, {
    addProtectedFields: function (schema, className, ...rest) {
      if (className === protectedClass)
        hideFromAll(
          'getClassLevelPermissions' in schema ? schema.getClassLevelPermissions(className) : schema,
          field,
        )
      return addProtectedFields.call(this, schema, className, ...rest)
    },
  })
}
