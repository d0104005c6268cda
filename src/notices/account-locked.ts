/** The notice of an account that was locked after failed log-ins, once for each lock. */
import { type AccountLockout, internals } from '../server/internals'
import { dateValue } from '../server/parse-values'
import { replaceMethods } from '../server/replace-methods'
import { unknownToRequest } from '../server/request-context'
import type { Notices } from './notices'
import { resetLinkFor } from './reset-link'

const minuteMs = 60_000

/**
 * Locks an account as parse-server does, but one that is not locked: of many failed log-ins at once, one has locked it.
 * @returns until when; nothing where it was locked, or had not enough failed log-ins
 */
async function lock({ _user, _config }: AccountLockout): Promise<Date | undefined> {
  const { threshold, duration } = _config.accountLockout
  const field = '_account_lockout_expires_at'
  const now = Date.now()
  const until = now + duration * minuteMs
  const where = {
    username: _user.username,
    _failed_login_count: { $gte: threshold },
    $or: [{ [field]: null }, { [field]: { $lte: dateValue(now) } }],
  }
  try {
    await _config.database.update('_User', where, { [field]: dateValue(until) })
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code !== internals.Parse().Error.OBJECT_NOT_FOUND) throw thrown
    return undefined
  }
  return new Date(until)
}

/** @returns a function that takes the hook back */
export function hookLocks({ reaches, attempt, send }: Notices): () => void {
  async function tell({ _user, _config }: AccountLockout, until: Date): Promise<void> {
    if (!reaches(_user)) return
    const { unlockOnPasswordReset } = _config.accountLockout
    const pageLink = unlockOnPasswordReset
      ? await resetLinkFor(_config.userController, String(_user.email))
      : undefined
    const replaces = `accountLocked:${String(_user.objectId)}`
    await send('accountLocked', _user, { until, link: undefined }, { replaces, pageLink })
  }
  const { prototype } = internals.AccountLockout()
  const { _setLockoutExpiration } = prototype
  return replaceMethods(prototype, {
    _setLockoutExpiration: async function () {
      const until = await lock(this)
      // Whatever ours makes of it: parse-server has the last word on locks.
      await _setLockoutExpiration.call(this)
      // Not for the sake of whoever fails to log in: the answer tells nothing, and the language is not theirs.
      if (until) unknownToRequest(() => attempt('accountLocked', () => tell(this, until)))
    },
  })
}
