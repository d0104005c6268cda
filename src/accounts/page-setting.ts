/**
 * The pages, as the options of other parts have them look and ask: brand and language of the mails, rules of passwords,
 * limits.
 */
import { isRecord } from '../option-kinds/kinds'
import type { ResolvedOptions } from '../options'
import type { Setting } from '../pages/mounting'
import { type Neighbours, pages } from '../pages/pages'

/** How pages look, and how often forms may be sent. */
export function pageSettingOf({
  email,
  parseServer,
  passwords: rules,
  limits,
  pages: own,
}: ResolvedOptions): Setting {
  const { emailAdapter, passwordPolicy, accountLockout } = parseServer
  const policy = isRecord(passwordPolicy) ? passwordPolicy : {}
  const isOfHost = Boolean(policy.validatorPattern ?? policy.validatorCallback)
  return {
    hasMail: email !== undefined || emailAdapter !== undefined,
    resetUnlocks: isRecord(accountLockout) && accountLockout.unlockOnPasswordReset !== false,
    brand: email?.brand ?? {},
    defaultLocale: typeof email?.locale === 'string' ? email.locale : 'en',
    minLength: rules && !isOfHost ? rules.minLength : undefined,
    hasRefusals: rules && rules.common && rules.personal,
    limits,
    templates: own ? own.templates : undefined,
  }
}

/** Who keeps HTML files for Parse Server's pages has pages already. */
export function pagesFor(options: ResolvedOptions, neighbours: Neighbours) {
  const given = options.parseServer.pages
  const hasFiles = isRecord(given) && given.pagesPath !== undefined
  return options.pages !== false && !hasFiles && pages(options.pages, pageSettingOf(options), neighbours)
}
