/** The words of pages, with what fills their gaps. */
import { fillWords } from '../../../adapters/email/templates/our-templates'
import { parseText } from '../../../adapters/email/templates/part'
import { languages } from './languages'
import type { Words } from './words'

/** What is shown, by name. */
export type View = Record<string, unknown>

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

const fills = new Map<string, Fills>()

/** Those of a language, read when somebody first has it. */
export function fillsIn(locale: string): Fills | undefined {
  const words = languages.get(locale)
  if (words && !fills.has(locale)) fills.set(locale, fillsOf(words))
  return fills.get(locale)
}
