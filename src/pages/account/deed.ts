/** What can be done on the account page, and what all of it needs. */
import type { AuditEntry } from '../../api/security'
import { canonicalLocale } from '../../adapters/email/templates/locale'
import type { Database, RequestConfig } from '../../parse/internals'
import type { Running } from '../../part/part'
import type { Answer, PageRoute, Sent } from '../forms/answers'
import type { PageProvider } from '../providers/provider'
import type { SignOutAt } from '../providers/sign-out'
import type { Cookie } from '../sign-in/cookie'
import type { Done, Section } from '../views/account/state'
import type { Page } from '../views/render'
import type { LocaleFor } from '../views/words/languages'
import type { OwnerMarks } from './owner-marks'
import type { Places } from './places'
import type { RequireFresh, Visitor } from './visitor'

/** What the account page gets of parts that it must not know. */
export interface AccountSetting {
  /** Where the audit is kept: newest first, without what is an operator's. */
  historyOf: ((database: Database, userId: string, limit: number) => Promise<AuditEntry[]>) | undefined
  requireFresh: RequireFresh
}

export interface AccountParts extends AccountSetting {
  running: Running
  hasMail: boolean
  providers: PageProvider[]
  cookie: Cookie
  owners: OwnerMarks
  places: Places
  localeFor: LocaleFor
  /** Where the account page is. */
  url: string
  /** Begins a sign-in with a provider that links it. */
  link: (provider: PageProvider, userId: string, locale: string) => Promise<Answer>
  /** Signs this browser out at a provider, too. */
  signOutAt: SignOutAt
  /** Ends the session in the cookie, as a log-out does. */
  signOut: (config: RequestConfig) => Promise<Answer>
  /** The answer, with another session in the cookie. */
  keep: (sessionToken: string, answer: Answer, config: RequestConfig) => Answer
}

export interface Deed {
  /** Where its form stands. */
  section: Section
  /** @throws {Parse.Error | Incomplete} what is told there */
  work: (sent: Sent, visitor: Visitor) => Promise<Answer>
}

export interface AccountPage {
  route: PageRoute
  /** The page of whoever is signed in, with what has gone wrong elsewhere. */
  show: (visitor: Visitor, problem: NonNullable<Page['problem']>) => Promise<Answer>
  /** The way there for whoever is not. */
  signInFirst: (sent: Pick<Sent, 'locale'>) => Answer
}

/** To the account page again, whose address can be loaded anew. */
export function back(
  { url: own }: Pick<AccountParts, 'url'>,
  { locale }: Pick<Sent, 'locale'>,
  done?: Done,
): Answer {
  const url = new URL(own)
  const params = { locale: canonicalLocale(locale), done }
  for (const [name, value] of Object.entries(params))
    if (value !== undefined) url.searchParams.set(name, value)
  return { url: url.href }
}
