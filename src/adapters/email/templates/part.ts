/** A part of a mail from its Mustache source: checked when it is read, then rendered any number of times. */
import Mustache from 'mustache'
import { escapedFor } from './escape'
import { readMustache, type Token } from './mustache-source'
import { type Place, placeInHtml } from './place-in-html'
import { lineAt, templateError } from './template-error'
import { cleaned, singleLine } from './text'

export type PartKind = 'subject' | 'text' | 'html'

/** Values by the names of their placeholders. */
export type View = Record<string, unknown>

/**
 * The part with values in it.
 * @throws {AccountsError} `ERR_TEMPLATE` when a value must not stand where it would, as a link that is none.
 */
export type Part = (view: View) => string

/** Mail servers and clients cut longer subjects, or refuse the mail. */
const maxSubjectLength = 200

/** The place of every placeholder of an HTML source, by its start. */
function placesIn(source: string, file: string): Map<number, Place> {
  const places = new Map<number, Place>()
  let before = ''
  for (const [type, value, start] of readMustache(source, file)) {
    if (type === 'text') before += value
    if (type !== 'name' && type !== '&') continue
    const place = type === 'name' ? placeInHtml(before) : undefined
    const problem = type === 'name' ? 'no value may stand here' : 'HTML takes escaped values only'
    if (!place) throw templateError(file, `{{${value}}}: ${problem}`, lineAt(source, start))
    places.set(start, place)
  }
  return places
}

/** Neither objects nor functions have a place in a mail. */
const asText = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? cleaned(String(value)) : ''

/** @throws {AccountsError} `ERR_TEMPLATE` naming the line of what is wrong. */
export function parseHtml(source: string, file: string): Part {
  const places = placesIn(source, file)
  const writer = new Mustache.Writer()
  writer.escapedValue = (token, context) => {
    const [, name, start] = token as unknown as Token
    const place = places.get(start) ?? 'text'
    const value = escapedFor(place, asText(context.lookup(name)))
    if (value !== undefined) return value
    const expected = place === 'url' ? 'an http or https URL' : 'a value for CSS'
    throw templateError(file, `{{${name}}}: expected ${expected}`, lineAt(source, start))
  }
  return (view) => writer.render(source, view)
}

/** @throws {AccountsError} `ERR_TEMPLATE` naming the line of what is wrong. */
export function parseText(source: string, file: string): Part {
  readMustache(source, file)
  const writer = new Mustache.Writer()
  const valueOf: typeof writer.unescapedValue = (token, context) => asText(context.lookup(token[1] ?? ''))
  Object.assign(writer, { escapedValue: valueOf, unescapedValue: valueOf })
  return (view) => writer.render(source, view)
}

/** @throws {AccountsError} `ERR_TEMPLATE` naming the line of what is wrong. */
export function parseSubject(source: string, file: string): Part {
  const render = parseText(source, file)
  return (view) => singleLine(render(view), maxSubjectLength)
}

/** How the source of each part is read. */
export const parsers: Record<PartKind, (source: string, file: string) => Part> = {
  subject: parseSubject,
  text: parseText,
  html: parseHtml,
}

export type Fill = (view: View) => View

/** Words whose placeholders are read once. */
export function fillWords<Keys extends string>(words: Record<Keys, string>, file: string): Fill {
  const parts = Object.entries<string>(words).map(([key, source]) => [key, parseText(source, file)] as const)
  return (view) => Object.fromEntries(parts.map(([key, part]) => [key, part(view)]))
}
