/** How long the links in mails work, as far as that is sure. */
import type { ParseServerSettings } from '../../parse/options'
import type { UserMailKind } from './mail'

const secondsOf = (duration: unknown, isReused: unknown) =>
  typeof duration === 'number' && duration > 0 && !isReused ? duration : undefined

/** In seconds; nothing where links work for ever, or where one is sent again that has worked for a while. */
export function linkValidityOf(settings: ParseServerSettings): Record<UserMailKind, number | undefined> {
  const { emailVerifyTokenValidityDuration, emailVerifyTokenReuseIfValid } = settings
  const { resetTokenValidityDuration, resetTokenReuseIfValid } = (settings.passwordPolicy ?? {}) as Record<
    string,
    unknown
  >
  return {
    verification: secondsOf(emailVerifyTokenValidityDuration, emailVerifyTokenReuseIfValid),
    passwordReset: secondsOf(resetTokenValidityDuration, resetTokenReuseIfValid),
  }
}
