/** Hides a field of a class from all clients, in answers as in queries. */
import type { Hooks } from './hooks'
import type { ClassPermissions } from './internals'

/** A user may be in several groups, and what is hidden from one of them only is hidden from nobody. */
function hideFromAll({ protectedFields }: ClassPermissions, field: string): void {
  for (const hidden of Object.values(protectedFields ?? {})) if (!hidden.includes(field)) hidden.push(field)
}

/**
 * Makes a field one of the protected ones, whatever else the host protects by its options or by class-level permissions.
 * The class has to have protected fields already.
 */
export const protectedFieldHooks = (protectedClass: string, field: string): Hooks => ({
  // On the prototype: LiveQuery has a controller of its own.
  'DatabaseController.addProtectedFields': (next, schema, className, ...rest) => {
    if (className === protectedClass)
      hideFromAll(
        'getClassLevelPermissions' in schema ? schema.getClassLevelPermissions(className) : schema,
        field,
      )
    return next(schema, className, ...rest)
  },
})
