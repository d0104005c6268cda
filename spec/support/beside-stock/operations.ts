/** Every operation that a GraphQL schema has, with each of its inputs. */
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { filled, literal, type Place, variants } from './values'

export interface Operation {
  kind: 'query' | 'mutation'
  /** Of the field. */
  name: string
  args: Record<string, unknown>
  /** With values in variables, and in its own text. */
  withVariables: { query: string; variables: Record<string, unknown> }
  inline: { query: string; variables?: never }
}

const isClass = (type: GraphQLNamedType) =>
  isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'ParseObject')

/** All leaves, and the id alone of objects of a class within another. */
function selectionOf(type: GraphQLNamedType, depth = 0): string {
  if (isLeafType(type)) return ''
  if (isUnionType(type)) return '{ ... on Element { value } ... on User { objectId username } }'
  if (depth > 4) return '{ __typename }'
  if (!isObjectType(type) && !isInterfaceType(type)) return ''
  const isNested = depth > 1 && isClass(type)
  const fields = Object.values(type.getFields()).filter(({ name }) => !isNested || name === 'objectId')
  const parts = fields.map(({ name, type: each }) => `${name} ${selectionOf(getNamedType(each), depth + 1)}`)
  const onClass = type.name === 'Node' ? '... on Thing { string } ' : ''
  return `{ ${onClass}${parts.join(' ')} }`
}

type Field = GraphQLField<unknown, unknown>
type Kind = Operation['kind']

function operationOf(kind: Kind, { name, args, type }: Field, values: Record<string, unknown>): Operation {
  const given = args.filter((arg) => arg.name in values)
  const wrap = (text: string) => (text ? `(${text})` : '')
  const selection = selectionOf(getNamedType(type))
  const declared = wrap(given.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', '))
  const used = wrap(given.map((arg) => `${arg.name}: $${arg.name}`).join(', '))
  const inline = wrap(given.map((arg) => `${arg.name}: ${literal(arg.type, values[arg.name])}`).join(', '))
  return {
    kind,
    name,
    args: values,
    withVariables: { query: `${kind} ${declared} { ${name}${used} ${selection} }`, variables: values },
    inline: { query: `${kind} { ${name}${inline} ${selection} }` },
  }
}

/** The class that a field is about, as GraphQL calls it. */
function classOf({ name, type }: Field): string {
  const [, mutated] = /^(?:create|update|delete)([A-Z]\w*)$/.exec(name) ?? []
  if (mutated) return mutated
  const named = getNamedType(type).name.replace(/Connection$/, '')
  return named === 'Node' ? 'Thing' : named
}

function valuesOf(arg: GraphQLArgument, place: Place): unknown[] {
  const each = variants(arg.type, { ...place, name: arg.name })
  const type = getNamedType(arg.type)
  if (!isInputObjectType(type)) return each
  const { fields } = type.getFields()
  const fieldsType = fields && getNamedType(fields.type)
  if (!isInputObjectType(fieldsType)) return each
  return [...each, { ...(each[0] as object), fields: filled(fieldsType, place) }]
}

function operationsOf(kind: Kind, field: Field): Operation[] {
  const place: Place = { className: classOf(field), name: '', around: [] }
  const byArg = field.args.map((arg) => ({ arg, values: valuesOf(arg, place) }))
  const required = Object.fromEntries(
    byArg.filter(({ arg }) => isNonNullType(arg.type)).map(({ arg, values }) => [arg.name, values[0]]),
  )
  const each = byArg.flatMap(({ arg, values }) => values.map((value) => ({ ...required, [arg.name]: value })))
  const all = field.args.length === 0 ? [{}] : each.length === 0 ? [] : [required, ...each]
  return all
    .filter((values) =>
      field.args.every(({ name, type }) => !isNonNullType(type) || values[name] !== undefined),
    )
    .map((values) => operationOf(kind, field, values))
}

/** What deletes things comes after what uses them. */
const isLast = ({ name }: Field) => Number(/^(?:delete|logOut)/.test(name))
/** Classes that are there for the others' sake. */
const isHelper = ({ name }: Field) => /(?:target|spare)s?$/i.test(name)

const fieldsOf = (type: GraphQLObjectType | undefined | null): Field[] =>
  Object.values(type?.getFields() ?? {})
    .filter((field) => !isHelper(field))
    .sort((one, other) => isLast(one) - isLast(other))

/** Queries first, while there are few objects. */
export const allOperations = (schema: GraphQLSchema): Operation[] => [
  ...fieldsOf(schema.getQueryType()).flatMap((field) => operationsOf('query', field)),
  ...fieldsOf(schema.getMutationType()).flatMap((field) => operationsOf('mutation', field)),
]
