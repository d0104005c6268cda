/** The mails of the package: the words of a language in the layouts of HTML and text. */
import { lazily } from '../../../parse/lazily'
import { layout } from './layout'
import { localeAndParents } from './locale'
import {
  type Fill,
  fillWords,
  type Part,
  parseHtml,
  type PartKind,
  parseSubject,
  parseText,
  type View,
} from './part'
import type { TemplateName } from './values'
import { languages } from './words/languages'
import type { Words } from './words/words'

export const textLayout = `{{heading}}

{{lead}}
{{#details.length}}

{{#details}}
{{label}}{{colon}} {{value}}
{{/details}}
{{/details.length}}
{{#link}}

{{button}}{{colon}}
{{link}}
{{/link}}
{{#expiry}}

{{expiry}}
{{/expiry}}

{{note}}

{{appName}}
{{#footer}}
{{footer}}
{{/footer}}
`

/** What is known of where and when it happened. */
const detailsOf = (words: Words, view: View) =>
  Object.entries(words.details).flatMap(([key, label]) => (view[key] ? [{ label, value: view[key] }] : []))

function fillLayout(words: Words, name: TemplateName): Fill {
  const { linkHint, expiry, colon } = words
  const fill = fillWords(words.mails[name], name)
  const fillExpiry = fillWords({ expiry }, name)
  const subject = parseSubject(words.mails[name].subject, name)
  return (view) => ({
    ...view,
    ...fill(view),
    ...(view.expiresIn ? fillExpiry(view) : {}),
    ...{ subject: subject(view), details: detailsOf(words, view), linkHint, colon },
  })
}

const html = lazily(() => parseHtml(layout, 'layout'))
const text = lazily(() => parseText(textLayout, 'text layout'))

/** @returns nothing when the package has no words of the language. */
export function ourParts(name: TemplateName, locale: string): Record<PartKind, Part> | undefined {
  const language = localeAndParents(locale).find((candidate) => languages.has(candidate))
  const words = languages.get(language ?? '')
  if (!words) return undefined
  const fill = fillLayout(words, name)
  return {
    subject: parseSubject(words.mails[name].subject, name),
    text: (view) => text()(fill(view)),
    html: (view) => html()(fill(view)),
  }
}
