/** The pages that the host brings, checked when they are read: what makes a form work can't be left out of them. */
import { readHostFiles } from '../../../adapters/email/templates/host/host-templates'
import {
  expand,
  partialsOf,
  placeholdersOf,
  refuseUnknownValues,
} from '../../../adapters/email/templates/mustache-source'
import { refuseUnfit } from '../../../adapters/email/templates/host/try-values'
import { parseHtml, type View } from '../../../adapters/email/templates/part'
import { isBetweenTags } from '../../../adapters/email/templates/place-in-html'
import { lineAt, templateError } from '../../../adapters/email/templates/template-error'
import { languages } from '../words/languages'
import { en } from '../words/en'
import type { PageName } from '../words/words'
import { refuseBlocked } from './blocked'
import { brokenBy } from './surroundings'
import { layoutName, rulesOf } from './values'

/** A template of the host. */
export interface HostPage {
  name: PageName | typeof layoutName
  /** Nothing for one that is for all languages. */
  locale: string | undefined
  source: string
  file: string
}

/** As files are called: `sign-in` for `signIn`. */
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export const pageNames = Object.keys(en.pages) as PageName[]
const names = new Map<string, HostPage['name']>(
  [...pageNames, layoutName].map((name) => [dashed(name), name as HostPage['name']]),
)

/** Each once, where it is in every page and is read as HTML. */
function refuseMisplaced({ source, file }: HostPage, parts: string[]): void {
  const everywhere = partialsOf(source, file)
  for (const name of parts) {
    const [first, second] = everywhere.filter((partial) => partial.name === name)
    if (!first) throw templateError(file, `has no {{> ${name}}} outside of sections`)
    if (second) throw templateError(file, `has {{> ${name}}} twice`, lineAt(source, second.start))
    const before = source.slice(0, first.start)
    const around = isBetweenTags(before) ? brokenBy(before) : 'a tag or a comment'
    if (around !== undefined)
      throw templateError(file, `{{> ${name}}} stands within ${around}`, lineAt(source, first.start))
  }
}

function check(hostPage: HostPage, look: View): void {
  const { name, source, file } = hostPage
  const { values, parts, needed } = rulesOf(name)
  const partNames = Object.keys(parts)
  const placeholders = placeholdersOf(source, file, partNames)
  refuseMisplaced(hostPage, partNames)
  refuseUnknownValues(file, placeholders, values)
  refuseBlocked(source, file)
  for (const [pattern, problem] of needed) if (!pattern.test(source)) throw templateError(file, problem)
  // Without its parts, so that lines are those of the file.
  const own = expand(source, file, Object.fromEntries(partNames.map((part) => [part, ''])))
  parseHtml(own, file)
  refuseUnfit(own, file, values, look)
}

/**
 * @param look the values of the brand
 * @throws {AccountsError} `ERR_TEMPLATE` naming file and line.
 */
export function readHostPages(folder: string, look: View): HostPage[] {
  const pages = readHostFiles(folder, { '.html': 'html' }).map(
    ({ name: dashedName, file, locale, source }) => {
      const name = names.get(dashedName)
      if (!name) throw templateError(file, `there is no such page, only ${[...names.keys()].join(', ')}`)
      if (locale !== undefined && !languages.has(locale))
        throw templateError(
          file,
          `there are no pages in ${locale}, only in ${[...languages.keys()].join(', ')}`,
        )
      return { name, file, locale, source }
    },
  )
  for (const page of pages) check(page, look)
  return pages
}
