/**
 * A field in the input of a GraphQL mutation that is of the request only: no object of the class has it. parse-server
 * fails with a field that is not one of the class, so it goes around the mutation, or is called one where fields are
 * looked up.
 */
import type { GraphQLFieldConfig, GraphQLInputField, GraphQLInputObjectType, GraphQLInputType } from 'graphql'
import { type Fields, type GraphQLContext, internals, type ParseGraphQLSchema } from './internals'

type Mutation = GraphQLFieldConfig<unknown, GraphQLContext>

interface Args {
  input?: { fields?: Fields | null }
}

/** What the schema says of it. */
interface NamedField {
  name: string
  description: string
}

interface RequestField extends NamedField {
  /** Runs the mutation without the field, and gets its value. */
  around: <Result>(given: unknown, mutate: () => Result) => Result
}

/** The type of an argument or a field, required or not. */
const inputOf = (type: GraphQLInputType) =>
  internals.graphql().getNullableType(type) as GraphQLInputObjectType

const inputField = ({ name, description }: NamedField): GraphQLInputField => ({
  name,
  description,
  type: internals.graphql().GraphQLString,
  defaultValue: undefined,
  deprecationReason: undefined,
  extensions: {},
  astNode: undefined,
})

function addInputField({ args }: Mutation, field: NamedField): void {
  const fields = args?.input && inputOf(args.input.type).getFields().fields
  if (fields) Object.assign(inputOf(fields.type).getFields(), { [field.name]: inputField(field) })
}

/**
 * Adds a text to what is sent to create an object, by whatever mutation, within others too; it arrives at `rest.create`.
 * @param mutation whose fields are those that all of them have
 */
export function addCreationField(
  { parseClasses }: Pick<ParseGraphQLSchema, 'parseClasses'>,
  className: string,
  mutation: Mutation,
  field: NamedField,
): void {
  addInputField(mutation, field)
  const parseClass = parseClasses[className]
  if (!parseClass) return
  // Where parse-server looks for types of fields; it makes the schema anew when it sees others than before.
  const fields = Object.defineProperty({ ...parseClass.fields }, field.name, { value: { type: 'String' } })
  parseClasses[className] = { ...parseClass, fields }
}

export function addRequestField(mutation: Mutation, field: RequestField): void {
  const { resolve } = mutation
  const { name, around } = field
  addInputField(mutation, field)
  mutation.resolve = (source, given: Args, context, info) => {
    const { [name]: value, ...others } = given.input?.fields ?? {}
    if (value === undefined) return resolve?.(source, given, context, info)
    const written = { ...given, input: { ...given.input, fields: others } }
    return around(value, () => resolve?.(source, written, context, info))
  }
}
