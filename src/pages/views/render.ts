/** Renders pages: the words of a language in the layout, with the brand that mails have. */
import { appNameOf, type Brand, resolveBrand } from '../../adapters/email/templates/brand'
import { formatDate, formatDuration } from '../../adapters/email/templates/format'
import type { View } from '../../adapters/email/templates/part'
import type { AccountState, Section } from './account/state'
import { accountView } from './account/view'
import { type Assets, assetsWith } from './assets/assets'
import type { Colors } from './assets/style'
import { forms, kindOf, marks } from './kinds'
import { problemPlaces } from './layout'
import { createPageTemplates } from './templates/templates'
import { type Fills, fillsIn } from './words/fills'
import { createLocaleFor, type LocaleFor } from './words/languages'
import type { FieldProblem, PageName } from './words/words'

/** A page, as somebody gets it. */
export interface Page {
  name: PageName
  /** What the form sends along, and what was typed before. */
  values?: {
    token?: string
    formToken?: string
    email?: string
    username?: string
    next?: string
    challenge?: string
    invitation?: string
    needsFresh?: boolean
    sealed?: string
    providerName?: string
    url?: string
    provider?: string
    typedName?: string
    typedEmail?: string
    ownPath?: string
    /** Of the forms of the account page. */
    owner?: string
  }
  problem?: {
    name: FieldProblem
    reason?: string
    provider?: string
    section?: Section
    /** What else its words tell of. `until`: ISO 8601. */
    about?: { until?: string; reason?: string; domain?: string; provider?: string }
  }
  /** Of the account page. */
  account?: AccountState
  /** What the words depend on. */
  about?: { signedOut?: boolean; unlocked?: boolean; waitSeconds?: number; notice?: string }
}

/** Where a page is shown. */
interface Site {
  appName: string
  /** What leads from its address to that of all pages, as `../`. */
  up?: string
}

export interface Renderer {
  localeFor: LocaleFor
  render: (page: Page, at: Site, locale: string) => string
  assets: Assets
}

export interface Looks {
  brand: Brand
  /** Language of who has none of ours. */
  defaultLocale: string
  /** What a new password has at least; nothing where the host has rules of its own. */
  minLength?: number | undefined
  /** Whether mails can be asked for. */
  hasMail: boolean
  /** Whether a password that is chosen by a link in a mail opens a locked account. */
  resetUnlocks?: boolean
  /** Whether common passwords, and those about the user, are refused. */
  hasRefusals?: boolean | undefined
  /** Who people can sign in with. */
  providers?: { name: string; title: string }[]
  /** Folder of the host's own templates. */
  templates?: string | undefined
}

/** The field that a problem is about. */
function fieldOf({ name, provider }: NonNullable<Page['problem']>): string {
  if (provider !== undefined) return 'provider'
  if (/^(email|signUp)/.test(name)) return 'email'
  if (name === 'signInCode' || name === 'codeWrong') return 'code'
  return name.startsWith('password') ? 'password' : 'username'
}

/** The place where it is told: beside that field, or beside the first one of a page that has no such field. */
function placeOf(page: PageName, problem: NonNullable<Page['problem']>): string {
  const [field, places] = [fieldOf(problem), problemPlaces[kindOf(page)] ?? []]
  return problem.section ?? (places.includes(field) ? field : (places[0] ?? field))
}

/** Nobody knows the time zone of the reader. */
function toldOf(problem: Page['problem'], locale: string): View {
  const { until, ...others } = problem?.about ?? {}
  return { ...others, ...(until !== undefined && { until: formatDate(new Date(until), locale, 'UTC') }) }
}

/** Never shorter than it is, and in whole minutes where it is long. */
const waitOf = (seconds: number, locale: string) =>
  formatDuration(seconds < 60 ? seconds : Math.ceil(seconds / 60) * 60, locale)

/** Each is made for the first page that has it. */
const versionsOf = (assets: Assets): View => ({
  styleVersion: assets.get('pages.css')?.version,
  iconVersion: assets.get('icon.svg')?.version,
  scriptVersion: assets.get('pages.js')?.version,
  strengthVersion: assets.get('strength.js')?.version,
})

/** @throws {AccountsError} `ERR_TEMPLATE` for a brand that can't be shown, and naming file and line of a template that is no good. */
export function createRenderer(looks: Looks): Renderer {
  const { brand, defaultLocale, minLength, hasRefusals, hasMail, providers = [], templates } = looks
  const resetUnlocks = hasMail && looks.resetUnlocks === true
  const look = resolveBrand(brand)
  const assets = assetsWith(look as unknown as Colors)
  const templateOf = createPageTemplates(templates, look)
  const fixed = { ...look, ...versionsOf(assets), minLength, hasRefusals, hasMail, resetUnlocks }

  function viewOf(
    { name, values, problem, about = {}, account }: Page,
    { appName, up }: Site,
    locale: string,
  ): View {
    const wait = about.waitSeconds && waitOf(about.waitSeconds, locale)
    const { reason, provider = values?.provider } = problem ?? {}
    const known = { locale, wait, appName: appNameOf(appName), reason, provider, up }
    const asked = {
      asksCode: problem?.name === 'signInCode' || problem?.name === 'codeWrong',
      isUnverified: problem?.name === 'signInUnverified' && hasMail,
      nextInQuery: values?.next && encodeURIComponent(values.next),
      isStale: problem?.name === 'notFresh',
    }
    return {
      ...fixed,
      ...(account && accountView(account, locale)),
      ...values,
      ...about,
      ...known,
      ...asked,
      ...toldOf(problem, locale),
      mark: marks[name],
      action: forms[name]?.action,
    }
  }
  /** Each with a button in the words of the language. */
  const ways = (view: View, words: Fills | undefined) => ({
    hasProviders: providers.length > 0,
    providers: providers.map(({ name: providerName, title }) => ({
      providerName,
      withProvider: words?.labels({ ...view, provider: title }).withProvider,
    })),
  })
  function render(page: Page, at: Site, locale: string): string {
    const { name, problem } = page
    const words = fillsIn(locale)
    const view = viewOf(page, at, locale)
    const told = problem && words?.problem.get(problem.name)?.(view)
    const problems = problem && { [`${placeOf(name, problem)}Problem`]: told }
    const said = { ...words?.labels(view), ...words?.page.get(name)?.(view), ...problems }
    return templateOf(name, locale)({ ...view, ...said, ...ways(view, words) })
  }
  return { localeFor: createLocaleFor(defaultLocale), render, assets }
}
