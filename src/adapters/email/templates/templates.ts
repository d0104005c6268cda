/** The mails that can be sent, the package's and the host's, in every language that there are words for. */
import path from 'node:path'
import { appNameOf, type Brand, resolveBrand } from './brand'
import { formatValues } from './format'
import { type HostPart, readHostParts } from './host/host-parts'
import { canonicalLocale, chooseLocale, localeAndParents } from './locale'
import { ourParts } from './our-templates'
import type { Part, PartKind } from './part'
import { templateError } from './template-error'
import { checkedValues, isTemplateName, templateNames } from './values'
import { languages } from './words/languages'

export type { Brand } from './brand'
export type { TemplateName } from './values'

export interface RenderedMail {
  /** One line, 200 characters at the most. */
  subject: string
  text: string
  html: string
  /** Language of the mail. */
  locale: string
}

/** Who reads a mail, and of which app. */
export interface MailReader {
  /** As people know it. */
  appName: string
  languages: readonly string[]
}

export interface Templates {
  /** Ours, and those of the host's folder. */
  names: string[]
  /** The language that a mail has for somebody. */
  localeOf: (name: string, languages: readonly string[]) => string
  /**
   * @param reader.languages of the reader, from wherever, the best first: `de-AT`, else `de`, else the next one, else
   *   the default.
   * @param data values of the mail. A `Date` is written as people of the language do, in `timeZone` or else UTC;
   *   `expiresInSeconds` as `expiresIn`.
   * @throws {AccountsError} `ERR_TEMPLATE` for an unknown name, and a value that is missing or wrong.
   */
  render: (name: string, reader: MailReader, data: Record<string, unknown>) => RenderedMail
}

export interface TemplatesOptions {
  brand?: Brand | undefined
  /** The host's own templates. */
  folder?: string | undefined
  /** Language of mails to readers whose language is not known, or not among ours. Default: `en`. */
  defaultLocale?: string | undefined
}

type Parts = Record<PartKind, Part>

const fileNames: Record<PartKind, string> = { subject: '.subject.txt', text: '.txt', html: '.html' }

/** The host's part for a language, then the host's for all, then ours. */
function partsFor(name: string, locale: string, hostParts: HostPart[], folder: string): Parts {
  const ours = isTemplateName(name) ? ourParts(name, locale) : undefined
  const pick = (kind: PartKind): Part => {
    const candidates = [...localeAndParents(locale), undefined].map((candidate) =>
      hostParts.find((hostPart) => hostPart.locale === candidate && hostPart.kind === kind),
    )
    const part = candidates.find((candidate) => candidate !== undefined)?.part ?? ours?.[kind]
    if (part) return part
    throw templateError(
      path.join(folder, `${name}${fileNames[kind]}`),
      `missing for the language "${locale}"`,
    )
  }
  return { subject: pick('subject'), text: pick('text'), html: pick('html') }
}

/** Every language of a mail, complete. */
function localesOf(name: string, hostParts: HostPart[], defaultLocale: string): Set<string> {
  const ours = isTemplateName(name) ? languages.keys() : []
  return new Set([defaultLocale, ...ours, ...hostParts.flatMap(({ locale }) => locale ?? [])])
}

function checkedLocale(locale: string): string {
  const canonical = canonicalLocale(locale)
  if (canonical === undefined) throw templateError('defaultLocale', 'expected a language, as de or pt-BR')
  return canonical
}

/** @throws {AccountsError} `ERR_TEMPLATE` naming file and place of the first thing that is wrong. */
export function createTemplates({ brand = {}, folder, defaultLocale = 'en' }: TemplatesOptions): Templates {
  const look = resolveBrand(brand)
  const fallback = checkedLocale(defaultLocale)
  const hostParts = folder === undefined ? [] : readHostParts(folder, look)
  const names = [...new Set([...templateNames, ...hostParts.map(({ name }) => name)])]
  const mails = new Map(
    names.map((name) => {
      const own = hostParts.filter((hostPart) => hostPart.name === name)
      const locales = [...localesOf(name, own, fallback)]
      return [name, new Map(locales.map((locale) => [locale, partsFor(name, locale, own, folder ?? '')]))]
    }),
  )
  const localeOf: Templates['localeOf'] = (name, languages) =>
    chooseLocale(languages, new Set(mails.get(name)?.keys()), fallback)
  return {
    names,
    localeOf,
    render: (name, { appName, languages }, data) => {
      const locale = localeOf(name, languages)
      const parts = mails.get(name)?.get(locale)
      if (!parts) throw templateError(name, `there is no such template, only ${names.join(', ')}`)
      const view = {
        ...formatValues(checkedValues(name, data), locale),
        ...look,
        appName: appNameOf(appName),
        locale,
      }
      return { subject: parts.subject(view), text: parts.text(view), html: parts.html(view), locale }
    },
  }
}
