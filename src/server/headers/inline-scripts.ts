/** The scripts within a page, as a Content-Security-Policy names them. */
import { createHash } from 'node:crypto'

const script = /<script(?![^>]*\bsrc=)[^>]*>([^]*?)<\/script>/g

/** Browsers read line breaks as `\n` before they compare. */
const hashOf = (text: string) =>
  `'sha256-${createHash('sha256').update(text.replace(/\r\n?/g, '\n')).digest('base64')}'`

/** Sources that allow what stands in a page, and nothing that gets into it later. */
export const inlineScripts = (html: string): string[] => [
  ...new Set(Array.from(html.matchAll(script), ([, text = '']) => hashOf(text))),
]
