/** Fields of a class that the GraphQL API does not know. */
import type { Hooks } from './hooks'

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
