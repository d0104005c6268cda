/** The notice of an account that was locked after failed log-ins, once for each lock. */
import type { Hooks } from '../../parse/hooks'
import { type AccountLockout, internals } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import { unknownToRequest } from '../../parse/request'
import type { Notices } from './send'
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

/** Tells whose account parse-server locks. */
export function lockHooks({ reaches, attempt, send }: Notices): Hooks {
  async function tell({ _user, _config }: AccountLockout, until: Date): Promise<void> {
    if (!reaches(_user)) return
    const { unlockOnPasswordReset } = _config.accountLockout
    const pageLink = unlockOnPasswordReset
      ? await resetLinkFor(_config.userController, String(_user.email))
      : undefined
    const replaces = `accountLocked:${String(_user.objectId)}`
    await send('accountLocked', _user, { until, link: undefined }, { replaces, pageLink })
  }
  return {
    'AccountLockout._setLockoutExpiration': async function (next) {
      const until = await lock(this)
      // Whatever ours makes of it: parse-server has the last word on locks.
      await next()
      // Not for the sake of whoever fails to log in: the answer tells nothing, and the language is not theirs.
      if (until) unknownToRequest(() => attempt('accountLocked', () => tell(this, until)))
    },
  }
}
