/** Reads a Mustache source, and says where it is broken. */
import Mustache from 'mustache'
import { reasonOf } from '../../../errors'
import { lineAt, templateError } from './template-error'

/** Of Mustache: kind of tag, what it holds, start, end; of sections also what they enclose. */
export type Token = [type: string, value: string, start: number, end: number, enclosed?: Token[]]

const isPlaceholder = ([type]: Token) => ['name', '&', '#', '^'].includes(type)
const isName = (value: string) => value === '.' || /^[\w-]+(\.[\w-]+)*$/.test(value)

/** Where the fault begins. Mustache tells of what is not closed where the source ends. */
function faultIndex(source: string, reason: string): number {
  const section = /^Unclosed section "(.*)"/s.exec(reason)?.[1]
  if (section === undefined)
    return reason.startsWith('Unclosed tag') ? source.lastIndexOf('{{') : Number(/\d+$/.exec(reason)?.[0])
  const openings = [...source.matchAll(/\{\{\s*[#^]\s*(.*?)\s*\}\}/g)]
  return openings.findLast(([, name]) => name === section)?.index ?? 0
}

function tokensOf(source: string, file: string): Token[] {
  try {
    return new Mustache.Writer().parse(source) as Token[]
  } catch (thrown) {
    const reason = reasonOf(thrown)
    throw templateError(file, reason.replace(/ at \d+$/, ''), lineAt(source, faultIndex(source, reason)))
  }
}

/** Of partials the fifth is something else. */
const enclosedBy = ([type, , , , enclosed]: Token) => (type === '#' || type === '^' ? (enclosed ?? []) : [])

const flat = (tokens: Token[]): Token[] => tokens.flatMap((token) => [token, ...flat(enclosedBy(token))])

const noPartial = (name: string, partials: string[]) =>
  partials.length > 0
    ? `{{> ${name}}} is none of its parts: ${partials.join(', ')}`
    : 'partials are not supported'

/** Other partials have nowhere to come from; other delimiters would make every other rule hard to see. */
function problemOf(token: Token, partials: string[]): string | undefined {
  const [type, value] = token
  if (type === '>') return partials.includes(value) ? undefined : noPartial(value, partials)
  if (type === '=') return 'a change of delimiters is not supported'
  if (isPlaceholder(token) && !isName(value)) return `{{${value}}} is no name of a value`
  return undefined
}

/**
 * The tokens of a source in their order, those within sections too.
 * @param partials names of those that it may have
 * @throws {AccountsError} `ERR_TEMPLATE` naming the line of what is wrong.
 */
export function readMustache(source: string, file: string, partials: string[] = []): Token[] {
  const tokens = flat(tokensOf(source, file))
  for (const token of tokens) {
    const problem = problemOf(token, partials)
    if (problem) throw templateError(file, problem, lineAt(source, token[2]))
  }
  return tokens
}

/** The partials of a source that stand in no section, and so in every page. */
export const partialsOf = (source: string, file: string): { name: string; start: number }[] =>
  tokensOf(source, file)
    .filter(([type]) => type === '>')
    .map(([, name, start]) => ({ name, start }))

/** The source with others in place of its partials. */
export function expand(source: string, file: string, parts: Record<string, string>): string {
  const partials = readMustache(source, file, Object.keys(parts)).filter(([type]) => type === '>')
  return partials.reduceRight(
    (text, [, name, start, end]) => text.slice(0, start) + (parts[name] ?? '') + text.slice(end),
    source,
  )
}

interface Placeholder {
  name: string
  line: number
}

/** The names of the values that a source uses, each with its line. */
export const placeholdersOf = (source: string, file: string, partials?: string[]): Placeholder[] =>
  readMustache(source, file, partials)
    .filter(isPlaceholder)
    .map(([, name, start]) => ({ name, line: lineAt(source, start) }))

/** One that is never there would leave a hole. @throws {AccountsError} `ERR_TEMPLATE` naming the first one */
export function refuseUnknownValues(file: string, placeholders: Placeholder[], values: string[]): void {
  const unknown = placeholders.find(({ name }) => ![...values, '.'].includes(name))
  if (!unknown) return
  const problem = `{{${unknown.name}}} is not among its values: ${values.join(', ')}`
  throw templateError(file, problem, unknown.line)
}
