/** docs/configuration.md, from the declaration of the options. */
import { z } from 'zod'
import { accountsOptions } from '../../src/options'

interface JsonSchema {
  type?: string | string[]
  anyOf?: JsonSchema[]
  const?: unknown
  enum?: unknown[]
  description?: string | undefined
  default?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  /** Of an object whose keys are names. */
  additionalProperties?: JsonSchema | boolean
}

const head = `# Configuration

Everything that \`createAccounts(options)\` takes. It checks all options at once, and throws an \`AccountsError\`
(\`code: 'ERR_OPTIONS'\`) that names every wrong one. This page is generated from the declaration in
\`src/options.ts\`: \`npm run docs\` writes it.
`

/** What is said below a group’s table. */
const remarks: Record<string, string> = {
  parseServer: `Some options of Parse Server are for a server that it starts itself. They do nothing here:

| option | in its place |
| --- | --- |
| \`trustProxy\` | \`app.set('trust proxy', …)\` on your app; see [behind a proxy](rest.md#behind-a-proxy) |
| \`middleware\` | \`app.use(…)\` |
| \`port\`, \`host\` | \`app.listen(…)\` |
| \`mountPath\` | the path of \`publicServerURL\`, or \`mountPath\` beside \`parseServer\` |
| \`graphQLPath\`, \`graphQLPublicIntrospection\` | \`graphql.path\`, \`graphql.publicIntrospection\` |
| \`startLiveQueryServer\` | \`liveQuery\`, and [\`accounts.attach(server)\`](clients.md#livequery) |
| \`cluster\` | processes of your own; see [many nodes](scaling.md) |
| \`verifyServerUrl\` | the [doctor](doctor.md) |
| \`mountPlayground\`, \`playgroundPath\` | nothing: the playground is never mounted |`,
}

/** Has a table of its own. */
const isGroup = ({ properties = {} }: JsonSchema) =>
  Object.values(properties).some(({ description }) => description !== undefined)

function typeOf(schema: JsonSchema): string {
  if (isGroup(schema)) return 'object, below'
  const names = Object.keys(schema.properties ?? {})
  if (names.length > 0) return `\`{ ${names.join(', ')} }\``
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' or ')
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' or ')
  if (isGroup(groupOf(schema)[0])) return `${schema.type === 'array' ? 'list' : 'object'}, below`
  if (schema.type === 'array') return schema.items?.type === 'string' ? 'list of strings' : 'list'
  return [schema.type ?? 'object'].flat().join(' or ')
}

/** What is documented of an option by itself, and by which addition to its name. */
function groupOf(schema: JsonSchema): [group: JsonSchema, suffix: string] {
  const { items, additionalProperties: named, anyOf = [] } = schema
  if (items && isGroup(items)) return [items, '[]']
  if (typeof named === 'object' && isGroup(named)) return [named, '.<name>']
  return [anyOf.find(isGroup) ?? schema, '']
}

function row(name: string, schema: JsonSchema, isRequired: boolean): string {
  const fallback = schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\``
  return `| \`${name}\` | ${typeOf(schema)} | ${isRequired ? 'required' : fallback} | ${schema.description ?? ''} |`
}

/** A table of a group's options, then its sub-groups. */
function section(name: string, schema: JsonSchema): string {
  const members = Object.entries(schema.properties ?? {})
  const rows = members.map(([key, member]) => row(key, member, schema.required?.includes(key) ?? false))
  const groups = members.flatMap(([key, member]) => {
    const [group, suffix] = groupOf(member)
    const label = `${name ? `${name}.` : ''}${key}${suffix}`
    const described = { ...group, description: group.description ?? member.description }
    return isGroup(group) ? [section(label, described)] : []
  })
  const title = name ? `## \`${name}\`\n\n${schema.description ?? ''}\n\n` : ''
  const table = ['| option | type | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n')
  const remark = remarks[name] ?? []
  return [title + table, remark, ...groups].flat().join('\n\n')
}

export function configuration(): string {
  const schema = z.toJSONSchema(accountsOptions, { unrepresentable: 'any', io: 'input' }) as JsonSchema
  return `${head}\n${section('', schema)}\n`
}
