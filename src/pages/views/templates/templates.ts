/** The pages as templates: layout, page, and what works in it; the first two are ours or the host's. Read once. */
import { expand } from '../../../adapters/email/templates/mustache-source'
import { type Part, parseHtml, type View } from '../../../adapters/email/templates/part'
import { kindOf } from '../kinds'
import { contents, head, layout, page } from '../layout'
import type { PageName } from '../words/words'
import { languages } from '../words/languages'
import { type HostPage, pageNames, readHostPages } from './host-pages'
import { layoutName } from './values'

const ours = (name: HostPage['name']) => (name === layoutName ? layout : page)

type TemplateOf = (name: PageName, locale: string) => Part

/**
 * @param folder of the host's own: its file for a language, then its file for all, then ours
 * @param look the values of the brand
 * @throws {AccountsError} `ERR_TEMPLATE` naming file and line.
 */
export function createPageTemplates(folder: string | undefined, look: View): TemplateOf {
  const hostPages = folder === undefined ? [] : readHostPages(folder, look)
  const parts = new Map<string, Part>()

  const sourceOf = (name: HostPage['name'], locale: string): string => {
    const own = hostPages.filter((hostPage) => hostPage.name === name)
    const found = own.find((each) => each.locale === locale) ?? own.find((each) => each.locale === undefined)
    return found?.source ?? ours(name)
  }
  function read(frame: string, inner: string, name: PageName): Part {
    const whole = expand(inner, name, { form: contents[kindOf(name)] })
    return parseHtml(expand(frame, layoutName, { head, page: whole }), name)
  }
  const templateOf: TemplateOf = (name, locale) => {
    const [frame, inner] = [sourceOf(layoutName, locale), sourceOf(name, locale)]
    const key = [kindOf(name), inner, frame].join('\0')
    const part = parts.get(key) ?? read(frame, inner, name)
    parts.set(key, part)
    return part
  }
  // What is wrong with them together is told now, too. Ours are read when they are shown.
  if (hostPages.length > 0)
    for (const locale of languages.keys()) for (const name of pageNames) templateOf(name, locale)
  return templateOf
}
