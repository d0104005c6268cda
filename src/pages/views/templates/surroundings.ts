/** Elements within which a browser drops, hides or disables a form: a template must not have ours there. */

/** What stands in them is text, is not shown, or is no form: a browser drops one within another form. */
const elements = new Set([
  ...['form', 'button', 'select', 'optgroup', 'option', 'datalist', 'textarea', 'progress', 'meter'],
  ...['template', 'noscript', 'script', 'style', 'title', 'xmp', 'plaintext', 'noembed', 'noframes'],
  ...['dialog', 'iframe', 'object', 'canvas', 'audio', 'video', 'svg', 'math'],
])
/** Directly within these, a form ends where it begins. */
const tableParts = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'colgroup'])
const voids = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

const attribute = /\s(hidden|inert|disabled|popover)(?=[\s=/]|$)/i
const quoted = /"[^"]*"|'[^']*'/g
const tags = /<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi
/** Of Mustache, and what no browser reads. */
const unread = /\{\{[\s\S]*?\}\}|<!--[\s\S]*?-->/g

interface Element {
  name: string
  /** The one that hides or disables it. */
  attribute: string | undefined
}

function openElements(before: string): Element[] {
  const open: Element[] = []
  for (const [, end, tag = '', attributes = ''] of before.replace(unread, ' ').matchAll(tags)) {
    const name = tag.toLowerCase()
    if (end === '') open.push({ name, attribute: attribute.exec(attributes.replace(quoted, ' '))?.[1] })
    const start = open.findLastIndex((element) => element.name === name)
    // It ends those within it, too.
    if (start >= 0 && (end !== '' || voids.test(name))) open.length = start
  }
  return open
}

/** Sections may be shown or not. */
const sections = /\{\{[#^]\s*(\S+?)\s*\}\}[\s\S]*?\{\{\/\s*\1\s*\}\}/g

function brokenIn(before: string): string | undefined {
  const open = openElements(before)
  const last = open.at(-1)
  const found =
    open.find(({ name, attribute: hides }) => elements.has(name) || hides !== undefined) ??
    (last && tableParts.has(last.name) ? last : undefined)
  return found && `<${[found.name, found.attribute].filter(Boolean).join(' ')}>`
}

/** @returns the element around a place that keeps a form there from working, as `<div hidden>` */
export const brokenBy = (before: string): string | undefined =>
  brokenIn(before) ?? brokenIn(before.replace(sections, ''))
