/** The notice of an account that was locked after failed log-ins. */
import type { AccountLockout } from '../../parse/internals'
import { unknownToRequest } from '../../parse/request/request'
import type { Notices } from './send'
import { resetLinkFor } from './reset-link'

/** Tells whose account parse-server locks. */
export function createAccountLocked({ reaches, attempt, send }: Notices) {
  async function tell({ _user, _config }: AccountLockout, until: Date): Promise<void> {
    if (!reaches(_user)) return
    const { unlockOnPasswordReset } = _config.accountLockout
    const pageLink = unlockOnPasswordReset
      ? await resetLinkFor(_config.userController, String(_user.email))
      : undefined
    const replaces = `accountLocked:${String(_user.objectId)}`
    await send('accountLocked', _user, { until, link: undefined }, { replaces, pageLink })
  }
  // Not for the sake of whoever fails to log in: the answer tells nothing, and the language is not theirs.
  return (locked: AccountLockout, until: Date) =>
    unknownToRequest(() => attempt('accountLocked', () => tell(locked, until)))
}
