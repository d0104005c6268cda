/**
 * Guard: GraphQL hands on what REST would not. Where an ACL is null, because a client has no value for its variable, it makes
 * an empty one, and nobody sees the object again, or logs in as the user; by REST null is no ACL. And it calls functions
 * with parameters that nobody has looked at.
 */
import type { GraphQLFieldConfig } from 'graphql'
import type { Hooks } from '../../parse/hooks'
import type { Fields, GraphQLContext, ParseGraphQLSchema } from '../../parse/internals'
import { checkValue } from '../input/values'

/** Of pointers and relations only, the class is known. */
interface FieldType {
  targetClass?: string
}

/** What a pointer or a relation creates. */
interface Nested {
  createAndLink?: Fields | null
  createAndAdd?: Fields[] | null
}

const createdIn = ({ createAndLink, createAndAdd }: Nested): Fields[] => [
  ...(createAndLink ? [createAndLink] : []),
  ...(createAndAdd ?? []),
]

/** In the object, and in those that are created with it. */
function dropNullACL(schema: ParseGraphQLSchema, className: string, fields: Fields): void {
  if (fields.ACL === null) delete fields.ACL
  for (const [name, value] of Object.entries(fields)) {
    const { targetClass } = (schema.parseClasses[className]?.fields[name] ?? {}) as FieldType
    if (!value || targetClass === undefined) continue
    for (const created of createdIn(value)) dropNullACL(schema, targetClass, created)
  }
}

function checkParameters(call: GraphQLFieldConfig<unknown, GraphQLContext>, schema: ParseGraphQLSchema) {
  const { resolve } = call
  call.resolve = (source, args: { input?: Fields }, context, info) => {
    try {
      checkValue(args.input?.params)
    } catch (thrown) {
      schema.handleError(thrown)
    }
    return resolve?.(source, args, context, info)
  }
}

export const argumentGuard: Hooks = {
  'mutationTransformers.transformTypes': (next, inputType, fields, about) => {
    if (fields) dropNullACL(about.parseGraphQLSchema, about.className, fields)
    return next(inputType, fields, about)
  },
  'ParseGraphQLSchema.addGraphQLMutation': function (next, name, mutation, ...rest) {
    if (name === 'callCloudCode') checkParameters(mutation, this)
    return next(name, mutation, ...rest)
  },
}
