/**
 * Fields of a class that are hidden from all clients, in answers as in queries, that the GraphQL API does not know, or
 * that none of them may write.
 */
import { hasKey } from './auth-of'
import { refuse } from './errors'
import type { Hooks } from './hooks'
import type { Auth, ClassPermissions, Fields } from './internals'

/** A user may be in several groups, and what is hidden from one of them only is hidden from nobody. */
function hideFromAll({ protectedFields }: ClassPermissions, fields: readonly string[]): void {
  for (const hidden of Object.values(protectedFields ?? {}))
    hidden.push(...fields.filter((field) => !hidden.includes(field)))
}

/**
 * Makes fields some of the protected ones, whatever else the host protects by its options or by class-level permissions.
 * The class has to have protected fields already.
 */
export const protectedFieldHooks = (protectedClass: string, fields: readonly string[]): Hooks => ({
  // On the prototype: LiveQuery has a controller of its own.
  'DatabaseController.addProtectedFields': (next, schema, className, ...rest) => {
    if (className === protectedClass)
      hideFromAll(
        'getClassLevelPermissions' in schema ? schema.getClassLevelPermissions(className) : schema,
        fields,
      )
    return next(schema, className, ...rest)
  },
})

/** Fields that the GraphQL API does not know. */
export const hiddenFromGraphQL = (ofClass: string, names: readonly string[]): Hooks => ({
  'ParseGraphQLSchema._getClassesForSchema': async function (next, config) {
    const shown = ([name]: [string, unknown]) => !names.includes(name)
    return (await next(config)).map((each) =>
      each.className === ofClass
        ? { ...each, fields: Object.fromEntries(Object.entries(each.fields).filter(shown)) }
        : each,
    )
  },
})

/**
 * Refuses fields in what clients create and update, with 119; operators may write them.
 * @param advice what the client should do
 */
export function unwritableFieldHooks(ofClass: string, fields: readonly string[], advice: string): Hooks {
  const isOne = (name: string) => fields.some((field) => name === field || name.startsWith(`${field}.`))
  const check = (auth: Auth, className: string, sent: Fields) => {
    if (className === ofClass && !hasKey(auth) && Object.keys(sent).some(isOne))
      refuse('OPERATION_FORBIDDEN', advice)
  }
  return {
    'rest.create': async (next, config, auth, className, sent, ...rest) => {
      check(auth, className, sent)
      return next(config, auth, className, sent, ...rest)
    },
    'rest.update': async (next, config, auth, className, where, sent, ...rest) => {
      check(auth, className, sent)
      return next(config, auth, className, where, sent, ...rest)
    },
  }
}
