/** `currentPassword` in the fields of GraphQL's `updateUser`: of the request only, for no user has it. */
import type { Hooks } from '../../parse/hooks'
import { addRequestField } from '../../parse/request-field'
import { currentPassword as field } from '../../parse/request/log-in-request'
import { createScope } from '../../parse/request/scope'

const around = createScope<{ given: unknown }>('reauthentication')

export const graphQLFieldHooks: Hooks = {
  'ParseGraphQLSchema.addGraphQLMutation': function (next, name, mutation, ...rest) {
    if (name === 'updateUser')
      addRequestField(mutation, {
        name: field,
        description: 'The password that the user has, where a change asks for it.',
        around: (given, mutate) => around.run({ given }, mutate),
      })
    return next(name, mutation, ...rest)
  },
  'objectsMutations.updateObject': async (next, className, objectId, fields, ...rest) => {
    const taken = className === '_User' ? around.get() : undefined
    if (!taken) return next(className, objectId, fields, ...rest)
    // In place: the mutation answers from them.
    Object.assign(fields, { [field]: taken.given })
    try {
      return await next(className, objectId, fields, ...rest)
    } finally {
      delete fields.currentPassword
    }
  },
}
