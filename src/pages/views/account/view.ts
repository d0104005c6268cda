/** Fills the account page: what there is of a user, in the words of a language. */
import { formatDate } from '../../../adapters/email/templates/format'
import { fillWords, type View } from '../../../adapters/email/templates/part'
import { readOnce } from '../words/fills'
import { accountWords } from './words/languages'
import type { AccountState } from './state'

/** Each in its own words. */
const languages = {
  de: 'Deutsch',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  ja: '日本語',
  pt: 'Português',
}

const labelsIn = readOnce(accountWords, ({ labels }, locale) => fillWords(labels, `account in ${locale}`))

function sessionsOf({ sessions }: AccountState, locale: string, label: (view: View) => View): View[] {
  return sessions.map(({ id, device, address, place, lastUsedAt, createdAt, isCurrent }) => {
    const labels = label({ when: formatDate(lastUsedAt ?? createdAt, locale, 'UTC') })
    const deviceName = device ?? labels.unknownDevice
    return { sessionId: id, deviceName, address, place, isCurrent, usedText: labels.lastUsed }
  })
}

const linksOf = ({ links }: AccountState, label: (view: View) => View): View[] =>
  links.map(({ provider, title, isLinked }) => {
    const labels = label({ provider: title })
    const [deed, deedText] = isLinked ? ['unlink', labels.unlink] : ['link', labels.link]
    return { provider, title, isLinked, deed, deedText }
  })

/** @param locale one of those of the pages */
export function accountView(account: AccountState, locale: string): View {
  const words = accountWords.get(locale)
  const label = (view: View) => labelsIn(locale)?.(view) ?? {}
  const { username, email, isVerified, isVerifying, pendingEmail, canVerify, hasPassword, done } = account
  const events: Record<string, string> = words?.events ?? {}
  const activity = account.activity.map(({ type, at, device, ip }) => ({
    ...{ what: events[type] ?? type, when: formatDate(at, locale, 'UTC'), device, ip },
  }))
  return {
    ...label({ pendingEmail }),
    ...{ username, email, isVerified, pendingEmail, canVerify, hasPassword },
    showsState: isVerified || isVerifying,
    who: email || username,
    sessions: sessionsOf(account, locale, label),
    hasOthers: account.sessions.some(({ isCurrent }) => !isCurrent),
    links: linksOf(account, label),
    hasLinks: account.links.length > 0,
    ...{ activity, hasActivity: activity.length > 0 },
    languages: Object.entries(languages).map(([code, own]) => ({ code, own, isChosen: code === locale })),
    doneText: done && words?.done[done],
  }
}
