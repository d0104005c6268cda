/**
 * `customPages` under all names that Parse Server ever gave them, as the `pages.customUrls` that 9.x reads:
 * by itself it accepts `customPages` and ignores it.
 */

import type { Part } from '../part/part'

/** For each page: the names under which a host may have given it, the most precise first. */
const namesOf = {
  passwordReset: ['passwordReset', 'choosePassword'],
  passwordResetSuccess: ['passwordResetSuccess'],
  passwordResetLinkInvalid: ['passwordResetLinkInvalid', 'invalidPasswordResetLink', 'invalidLink'],
  emailVerificationSuccess: ['emailVerificationSuccess', 'verifyEmailSuccess'],
  emailVerificationLinkInvalid: [
    'emailVerificationLinkInvalid',
    'invalidVerificationLink',
    'expiredVerificationLink',
    'invalidLink',
  ],
  emailVerificationLinkExpired: ['emailVerificationLinkExpired', 'expiredVerificationLink'],
  emailVerificationSendSuccess: ['emailVerificationSendSuccess', 'linkSendSuccess'],
  emailVerificationSendFail: ['emailVerificationSendFail', 'linkSendFail'],
} as const satisfies Record<string, readonly string[]>

/** Every name that `customPages` understands. */
export const customPageNames: readonly string[] = [...new Set(Object.values(namesOf).flat()), 'parseFrameURL']

/** The `pages.customUrls` for a `customPages` option; pages that it doesn't name are left out. */
function customUrlsOf(customPages: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(namesOf).flatMap(([page, names]) => {
    const given = names.find((name) => customPages[name])
    return given ? [[page, customPages[given]] as const] : []
  })
  return Object.fromEntries(entries)
}

/** What a host gives in `pages.customUrls` wins. */
export const customPages: Part = {
  name: 'custom pages',
  parseOptions: (options) => {
    const given = (options.customPages ?? {}) as Record<string, unknown>
    const pages = (options.pages ?? {}) as { customUrls?: object }
    const customUrls = { ...customUrlsOf(given), ...pages.customUrls }
    const { parseFrameURL } = given
    return {
      ...options,
      pages: { ...pages, customUrls },
      customPages: parseFrameURL ? { parseFrameURL } : {},
    }
  },
}
