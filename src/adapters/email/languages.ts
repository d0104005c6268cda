/** In which languages somebody reads, the best first; which of them a mail has is up to its templates. */
import { internals } from '../../parse/internals'
import { currentRequest } from '../../parse/request'
import { reasonOf } from '../../errors'
import type { ChooseLocale, LocaleQuestion } from './options'
import type { Reader } from '../../api/email'

/** A mail in the wrong language is better than none. */
function ask(choose: ChooseLocale, question: LocaleQuestion): string | undefined {
  try {
    return choose(question)
  } catch (thrown) {
    internals.logger().warn(`email.locale has thrown: ${reasonOf(thrown)}`)
    return undefined
  }
}

/** Of the host's function, then of the user's field `locale`, then of the request (`Accept-Language`). */
export function createLanguagesOf(locale: string | ChooseLocale | undefined) {
  return (user?: Reader): string[] => {
    const languages = currentRequest()?.languages() ?? []
    const chosen = typeof locale === 'function' ? ask(locale, { user, languages }) : undefined
    return [chosen, user?.get('locale'), ...languages].filter((language) => typeof language === 'string')
  }
}
