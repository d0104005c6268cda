/**
 * A field in the input of a GraphQL mutation that is of the request only: no object of the class has it. parse-server fails with a
 * field that is not one of the class, so it goes around the mutation.
 */
import type { GraphQLFieldConfig, GraphQLInputField, GraphQLInputObjectType, GraphQLInputType } from 'graphql'
import { type Fields, type GraphQLContext, internals } from './internals'

type Mutation = GraphQLFieldConfig<unknown, GraphQLContext>

interface Args {
  input?: { fields?: Fields | null }
}

interface RequestField {
  name: string
  description: string
  /** Runs the mutation without the field, and gets its value. */
  around: <Result>(given: unknown, mutate: () => Result) => Result
}

/** The type of an argument or a field, required or not. */
const inputOf = (type: GraphQLInputType) =>
  internals.graphql().getNullableType(type) as GraphQLInputObjectType

const inputField = ({ name, description }: RequestField): GraphQLInputField => ({
  name,
  description,
  type: internals.graphql().GraphQLString,
  defaultValue: undefined,
  deprecationReason: undefined,
  extensions: {},
  astNode: undefined,
})

export function addRequestField(mutation: Mutation, field: RequestField): void {
  const { args, resolve } = mutation
  const { name, around } = field
  const fields = args?.input && inputOf(args.input.type).getFields().fields
  if (fields) Object.assign(inputOf(fields.type).getFields(), { [name]: inputField(field) })
  mutation.resolve = (source, given: Args, context, info) => {
    const { [name]: value, ...others } = given.input?.fields ?? {}
    if (value === undefined) return resolve?.(source, given, context, info)
    const written = { ...given, input: { ...given.input, fields: others } }
    return around(value, () => resolve?.(source, written, context, info))
  }
}
