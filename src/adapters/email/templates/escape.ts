/** Writes a value into HTML by the place where it stands. */
import type { Place } from './place-in-html'
import { isWebUrl } from './text'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Text as it may stand between tags and inside quoted attributes. Mustache's own escape also takes slashes and equal
 * signs, which leaves links that no one can read or find.
 */
export const escapeText = (value: string) =>
  value.replace(/[&<>"']/g, (character) => entities[character] ?? character)

/** Colours, lengths and words; nothing that ends a declaration or loads a file. */
const cssValue = /^[#\w.% -]*$/

/** @returns nothing when the value must not stand there. */
export function escapedFor(place: Place, value: string): string | undefined {
  if (place === 'url' && !isWebUrl(value)) return undefined
  if (place === 'css' && !cssValue.test(value)) return undefined
  return escapeText(value)
}
