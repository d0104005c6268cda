/** Writes mails: templates with the host's brand, in a language of the reader. */
import type { EmailOptions, ChooseLocale, LocaleQuestion } from './options'
import type { Reader } from '../../api/email'
import { createTemplates, type RenderedMail, type Templates } from './templates/templates'
import { internals } from '../../parse/internals'
import { currentRequest } from '../../parse/request/request'
import { reasonOf } from '../../errors'

/** A mail in the wrong language is better than none. */
function ask(choose: ChooseLocale, question: LocaleQuestion): unknown {
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

export interface Renderer {
  /** @throws {AccountsError} `ERR_TEMPLATE` for an unknown name, and a value that is missing or wrong. */
  render: (...args: Parameters<Templates['render']>) => RenderedMail
  /** A link to a page, in the language that a mail has for somebody. */
  pageLink: (link: string, ...mail: Parameters<Templates['localeOf']>) => string
  /** The languages of somebody, the best first. */
  languagesOf: (user?: Reader) => string[]
}

/**
 * Reads and checks all templates at once.
 * @throws {AccountsError} `ERR_TEMPLATE` naming file and place.
 */
export function createRenderer(looks: Pick<EmailOptions, 'brand' | 'templates' | 'locale'> = {}): Renderer {
  const { brand = {}, templates: folder, locale } = looks
  const defaultLocale = typeof locale === 'string' ? locale : undefined
  const { render, localeOf } = createTemplates({ brand, folder, defaultLocale })
  return {
    render,
    // Links have a token in their query already.
    pageLink: (link, ...mail) => `${link}&locale=${localeOf(...mail)}`,
    languagesOf: createLanguagesOf(locale),
  }
}
