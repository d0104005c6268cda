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

/** Partials have nowhere to come from; other delimiters would make every other rule hard to see. */
function problemOf(token: Token): string | undefined {
  const [type, value] = token
  if (type === '>') return 'partials are not supported'
  if (type === '=') return 'a change of delimiters is not supported'
  if (isPlaceholder(token) && !isName(value)) return `{{${value}}} is no name of a value`
  return undefined
}

/**
 * The tokens of a source in their order, those within sections too.
 * @throws {AccountsError} `ERR_TEMPLATE` naming the line of what is wrong.
 */
export function readMustache(source: string, file: string): Token[] {
  const tokens = flat(tokensOf(source, file))
  for (const token of tokens) {
    const problem = problemOf(token)
    if (problem) throw templateError(file, problem, lineAt(source, token[2]))
  }
  return tokens
}

/** The names of the values that a source uses, each with its line. */
export const placeholdersOf = (source: string, file: string): { name: string; line: number }[] =>
  readMustache(source, file)
    .filter(isPlaceholder)
    .map(([, name, start]) => ({ name, line: lineAt(source, start) }))
