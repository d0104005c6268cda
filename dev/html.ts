/** HTML that escapes by construction: whatever stands in `${}` is text, unless it was made by `html` itself. */
import { escapeText } from '../src/adapters/email/templates/escape'

/** A piece of markup that is safe to send. */
export interface Html {
  readonly markup: string
}

type Part = Html | string | number | false | undefined | readonly Part[]

function render(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part))
  return 'markup' in part ? part.markup : part.map(render).join('')
}

/** Template tag: `html\`<p>${text}</p>\``. Lists are joined; `false` and `undefined` are left out. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: String.raw({ raw: strings }, ...parts.map(render)) }
}
