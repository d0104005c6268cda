/**
 * Guard: names of classes, fields, functions and providers reach parse-server's log as clients send them. With a line
 * break in it a name becomes an entry of its own, and with escape sequences it changes what a terminal shows.
 */

import { beginOfFrames } from './length'

/** Control characters, line separators, and what turns the direction of text. */
const control = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu
const short: Partial<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const escaped = (character: string) =>
  short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
const escapeAll = (text: string) => text.replace(control, escaped)
const escapeButBreaks = (text: string) =>
  text.replace(control, (found) => (found === '\n' ? found : escaped(found)))

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** What parse-server adds on triggers and functions, which is JSON and has no line breaks. */
const input = /^\n {2}Input: [^\n]*(?:\n {2}(?:Result|Error): [^\n]*)?$/
/** A request or an answer. */
const json = /(?<=^|: )[{[]\n[^]*$/
/** Made at start, of nothing that clients send. */
const securityReport = /^\n#+\n# +#\n# +Parse Server Security Check/

/** From the end: a text may have as many breaks as a client likes. */
function beginOfInput(text: string): number {
  const last = text.lastIndexOf('\n')
  const before = text.lastIndexOf('\n', last - 1)
  return [last, before].find((begin) => begin >= 0 && input.test(text.slice(begin))) ?? text.length
}

/** Where the lines of parse-server's own begin, at the end of a text. */
function beginOfOwnLines(text: string): number {
  if (!text.includes('\n')) return text.length
  if (securityReport.test(text)) return 0
  const own = Math.min(beginOfFrames(text), beginOfInput(text))
  if (own < text.length) return own
  const found = json.exec(text)
  return found && isJson(found[0]) ? found.index : text.length
}

function textOnOneLine(text: string): string {
  const begin = beginOfOwnLines(text)
  return escapeAll(text.slice(0, begin)) + escapeButBreaks(text.slice(begin))
}

/** Errors stay errors, and their message as visible as it was. */
function errorOnOneLine(error: Error): Error {
  const { message, stack = '' } = error
  const texts = { message: textOnOneLine(message), stack: textOnOneLine(stack) }
  const copy = Object.assign(Object.create(error) as Error, objectOnOneLine(error), texts)
  return Object.defineProperty(copy, 'message', { enumerable: Object.keys(error).includes('message') })
}

const objectOnOneLine = (value: object): object =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [escapeAll(name), onOneLine(each)]))

/**
 * Escapes what would break the line, and nothing of parse-server's own: stacks, and the JSON of requests.
 * @param value what `redact` gives, which has no cycles
 */
export function onOneLine(value: unknown): unknown {
  if (typeof value === 'string') return textOnOneLine(value)
  if (value instanceof Error) return errorOnOneLine(value)
  if (Array.isArray(value)) return value.map(onOneLine)
  return typeof value === 'object' && value !== null ? objectOnOneLine(value) : value
}
