/** Where in an HTML source a placeholder stands, which decides what its value may be and how it is escaped. */

/** `url`: a whole address in an attribute that is followed or loaded. `css`: within styles. */
export type Place = 'text' | 'url' | 'css'

const tagInside = `(?:"[^"]*"|'[^']*'|[^"'<>])*`
const comments = /<!--[\s\S]*?-->/g
const rawElements = /<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi
const openRawElement = /<(script|style)\b[^>]*>(?![\s\S]*<\/\1\s*>)/i
/** The mark of an open conditional comment among them: Outlook reads what stands in it. */
const tags = new RegExp(`</?[a-z!]${tagInside}>`, 'gi')
const openTag = /<\/?[a-z][^<]*$|<\/?$/i
const openAttribute = new RegExp(
  `<[a-z]${tagInside}(?:\\s|(?<=["']))(?<name>[^\\s"'<>/=]+)\\s*=\\s*(?:"(?<value>[^"]*)|'(?<quoted>[^']*))$`,
  'i',
)
const urlAttribute = /^(href|src|srcset|action|formaction|background|poster|data|cite|xlink:href)$/i

function placeInAttribute(name: string, value: string): Place | undefined {
  if (/^on|^srcdoc$/i.test(name)) return undefined
  if (/^style$/i.test(name)) return 'css'
  return urlAttribute.test(name) && value.trim() === '' ? 'url' : 'text'
}

/**
 * @param before the source before the placeholder, without earlier placeholders.
 * @returns nothing where no escaping is safe: scripts, names of tags and attributes, values without quotes.
 */
export function placeInHtml(before: string): Place | undefined {
  const rest = before.replace(comments, '').replace(rawElements, '')
  const raw = openRawElement.exec(rest)?.[1]?.toLowerCase()
  if (raw !== undefined) return raw === 'style' ? 'css' : undefined
  const end = rest.replace(tags, '')
  const attribute = openAttribute.exec(end)?.groups
  if (attribute) return placeInAttribute(attribute.name ?? '', attribute.value ?? attribute.quoted ?? '')
  return openTag.test(end) ? undefined : 'text'
}

/** Whether whole elements may stand there: within no tag, script, style or comment. */
export function isBetweenTags(before: string): boolean {
  const end = before.replace(comments, '').replace(rawElements, '').replace(tags, '')
  return placeInHtml(before) === 'text' && !openAttribute.test(end) && !end.includes('<!--')
}
