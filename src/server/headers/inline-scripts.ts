/** The scripts within a page, as a Content-Security-Policy names them. */
import { hash } from 'node:crypto'

const script = /<script(?![^>]*\bsrc=)[^>]*>([^]*?)<\/script>/g

/** Browsers read line breaks as `\n` before they compare. */
const hashOf = (text: string) => `'sha256-${hash('sha256', text.replace(/\r\n?/g, '\n'), 'base64')}'`

/** Sources that allow what stands in a page, and nothing that gets into it later. */
export const inlineScripts = (html: string): string[] => [
  ...new Set(Array.from(html.matchAll(script), ([, text = '']) => hashOf(text))),
]
