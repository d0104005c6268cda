/** The words of pages, with what fills their gaps: those of a language are read when somebody first has it. */
import { fillWords, parseText, type View } from '../../../adapters/email/templates/part'
import { languages } from './languages'
import type { Words } from './words'

/** @returns what gives, by the name of a language, what `read` makes of its words; nothing for one that has none */
export function readOnce<Words, Read>(
  words: ReadonlyMap<string, Words>,
  read: (words: Words, locale: string) => Read,
): (locale: string) => Read | undefined {
  const known = new Map<string, Read>()
  return (locale) => {
    const found = words.get(locale)
    if (found !== undefined && !known.has(locale)) known.set(locale, read(found, locale))
    return known.get(locale)
  }
}

function fillsOf({ labels, problems, pages }: Words) {
  const pagesByName = Object.entries(pages).map(
    ([name, words]) => [name, fillWords<string>({ ...words }, name)] as const,
  )
  return {
    labels: fillWords(labels, 'labels'),
    problem: new Map(Object.entries(problems).map(([name, words]) => [name, parseText(words, name)])),
    page: new Map<string, (view: View) => View>(pagesByName),
  }
}

export type Fills = ReturnType<typeof fillsOf>

export const fillsIn = readOnce(languages, fillsOf)
