/** Values for the input types of a GraphQL schema: each field by itself, with each kind of value that it takes. */
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'

/** Where a value stands: which class its ids belong to, the name of its field, and the types around it. */
export interface Place {
  className: string
  name: string
  around: readonly string[]
}

const day = '2024-02-29T12:00:00.000Z'
const date = { __type: 'Date', iso: day }
const file = { __type: 'File', name: 'a.txt', url: 'http://files.example/a.txt' }
const point = { __type: 'GeoPoint', latitude: 1.5, longitude: 2.5 }
const pointer = { __type: 'Pointer', className: '_User', objectId: '$User' }
const bytes = { __type: 'Bytes', base64: 'YQ==' }

/** Each kind of value that a scalar takes. `$Class` is the id of an object, `$globalClass` its Relay id, `$n` a number. */
const scalars: Partial<Record<string, unknown[]>> = {
  Int: [1],
  Float: [1.5],
  Boolean: [true, false],
  Date: [day, date],
  Bytes: ['YQ==', bytes],
  File: ['a.txt', file],
  Object: [{ a: 1, b: { c: [date, point] } }, {}],
  Any: ['text', 1, true, { a: 1 }, [1], date, bytes, point, pointer],
}

/** Texts that mean something. */
const texts: Partial<Record<string, string>> = {
  username: 'user-$n',
  email: 'user-$n@example.com',
  password: 'correct-horse',
  matchesRegex: 'te',
  options: 'i',
  language: 'english',
  className: 'Thing',
  key: 'a',
  after: 'YXJyYXljb25uZWN0aW9uOjA=', // the first
  before: 'YXJyYXljb25uZWN0aW9uOjI=', // the third
}

/** Without these nothing is created, or found. */
const essentials: Partial<Record<string, Record<string, unknown>>> = {
  CreateUserFieldsInput: { username: 'user-$n', password: 'correct-horse' },
  CreateRoleFieldsInput: { name: 'role-$n', ACL: { public: { read: true, write: true } } },
  CallCloudCodeInput: { functionName: 'echo' },
  LogInWithInput: { authData: { acme: { id: 'id-$n', token: 'n$-di' } } },
}

const objects: Partial<Record<string, Record<string, unknown>[]>> = {
  KeyValueInput: [{ key: 'a', value: 1 }],
  SubqueryInput: [{ className: 'Thing', where: { string: 'text' } }],
}

const classOfInput = (name: string) =>
  /^(?:Create|Update)?([A-Z]\w*?)(?:PointerInput|RelationInput|RelationWhereInput|WhereInput|FieldsInput)$/.exec(
    name,
  )?.[1]

/** On PostgreSQL the schema has some of parse-server's own columns at times. */
const isOwn = ({ name }: { name: string }) => name.startsWith('_')
const names = (values: readonly { name: string }[]) =>
  values.filter((each) => !isOwn(each)).map(({ name }) => name)

const isClassWhere = /^(?:User|Role|Session|Thing|Target)WhereInput$/

/** Required fields, and those without which nothing happens. */
function baseOf(type: GraphQLInputObjectType, place: Place): Record<string, unknown> {
  const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type))
  const values = required.map((field) => [
    field.name,
    variants(field.type, { ...place, name: field.name })[0],
  ])
  return { ...(Object.fromEntries(values) as object), ...essentials[type.name] }
}

function objectVariants(type: GraphQLInputObjectType, at: Place): unknown[] {
  const known = objects[type.name]
  if (known) return known
  const className = classOfInput(type.name) ?? at.className
  const place = { ...at, className, around: [...at.around, type.name] }
  const base = baseOf(type, place)
  // Within itself, or as a part of another class, a type is shown by an example.
  const isWithin = at.around.includes(type.name) || at.around.filter((name) => classOfInput(name)).length > 1
  if (isWithin) return [isClassWhere.test(type.name) ? { objectId: { exists: true } } : base]
  const fields = Object.values(type.getFields()).filter((field) => !isOwn(field))
  return fields.flatMap((field) =>
    variants(field.type, { ...place, name: field.name }).map((value) => ({ ...base, [field.name]: value })),
  )
}

/** Every kind of value of a type. None for what JSON cannot carry: uploads. */
export function variants(type: GraphQLInputType, place: Place): unknown[] {
  if (isNonNullType(type)) return variants(type.ofType, place)
  if (isListType(type)) {
    const items = variants(type.ofType, place)
    return place.name === 'polygon' ? [corners] : items.map((item) => [item])
  }
  if (type.name === 'ReadPreference') return ['NEAREST']
  if (isEnumType(type)) return names(type.getValues())
  if (isInputObjectType(type)) return objectVariants(type, place)
  if (type.name === 'Upload') return []
  if (type.name === 'ID') {
    const className = place.name === 'userId' ? 'User' : place.className
    return [`$${className}`, `$global${className}`]
  }
  return scalars[type.name] ?? [texts[place.name] ?? 'text']
}

export const corners = [
  { latitude: 0, longitude: 0 },
  { latitude: 0, longitude: 9 },
  { latitude: 9, longitude: 9 },
]

/** All the fields of an input object at once. */
export function filled(type: GraphQLInputObjectType, at: Place): Record<string, unknown> {
  const place = { ...at, around: [type.name] }
  const first = Object.values(type.getFields())
    .filter((field) => !isOwn(field))
    .map((field) => [field.name, variants(field.type, { ...place, name: field.name })[0]])
  return {
    ...(Object.fromEntries(first.filter(([, value]) => value !== undefined)) as object),
    ...baseOf(type, place),
  }
}

/** A value in the text of an operation. */
export function literal(type: GraphQLInputType, value: unknown): string {
  if (isNonNullType(type)) return literal(type.ofType, value)
  if (isListType(type) && Array.isArray(value))
    return `[${value.map((item) => literal(type.ofType, item)).join(' ')}]`
  if (isEnumType(type)) return String(value)
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    const parts = Object.entries(value as object).map(
      ([name, each]) => `${name}: ${literal(fields[name]!.type, each)}`,
    )
    return `{ ${parts.join(' ')} }`
  }
  return anyLiteral(value)
}

function anyLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(anyLiteral).join(' ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${name}: ${anyLiteral(each)}`)
    .join(' ')} }`
}
