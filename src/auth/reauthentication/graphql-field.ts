/**
 * `currentPassword` in the fields of GraphQL's `updateUser`: of the request only, for no user has it. parse-server fails
 * with a field that is not one of the class, so it goes around the mutation.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { GraphQLFieldConfig, GraphQLInputField, GraphQLInputObjectType, GraphQLInputType } from 'graphql'
import type { Hooks } from '../../parse/hooks'
import { type Fields, type GraphQLContext, internals } from '../../parse/internals'
import { currentPassword as field } from '../../parse/request/log-in-request'
import { withoutPassword } from './current-password'

type Mutation = GraphQLFieldConfig<unknown, GraphQLContext>

interface Args {
  input?: { fields?: Fields | null }
}

const around = new AsyncLocalStorage<{ given: unknown }>()

/** The type of an argument or a field, required or not. */
const inputOf = (type: GraphQLInputType) =>
  internals.graphql().getNullableType(type) as GraphQLInputObjectType

const currentPassword = (): GraphQLInputField => ({
  name: field,
  description: 'The password that the user has, where a change asks for it.',
  type: internals.graphql().GraphQLString,
  defaultValue: undefined,
  deprecationReason: undefined,
  extensions: {},
  astNode: undefined,
})

function addField({ args }: Mutation): void {
  const fields = args?.input && inputOf(args.input.type).getFields().fields
  if (fields) Object.assign(inputOf(fields.type).getFields(), { [field]: currentPassword() })
}

function takeField(mutation: Mutation): void {
  const { resolve } = mutation
  mutation.resolve = (source, args: Args, context, info) => {
    const fields = args.input?.fields ?? {}
    if (!(field in fields)) return resolve?.(source, args, context, info)
    const { written, given } = withoutPassword(fields)
    const others = { ...args, input: { ...args.input, fields: written } }
    return around.run({ given }, () => resolve?.(source, others, context, info))
  }
}

export const graphQLFieldHooks: Hooks = {
  'ParseGraphQLSchema.addGraphQLMutation': function (next, name, mutation, ...rest) {
    if (name === 'updateUser') {
      addField(mutation)
      takeField(mutation)
    }
    return next(name, mutation, ...rest)
  },
  'objectsMutations.updateObject': async (next, className, objectId, fields, ...rest) => {
    const taken = className === '_User' ? around.getStore() : undefined
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
