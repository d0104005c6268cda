/** Tells of accounts that are locked after failed log-ins, once for each lock. */
import { isNotFound } from '../parse/errors'
import { type AccountLockout } from '../parse/internals'
import { dateValue } from '../parse/values'
import type { Part } from '../part'

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
    if (!isNotFound(thrown)) throw thrown
    return undefined
  }
  return new Date(until)
}

export const lockout: Part = {
  name: 'lockout',
  start: async ({ events }) => ({
    hooks: [
      {
        'AccountLockout._setLockoutExpiration': async function (next) {
          const until = await lock(this)
          // Whatever ours makes of it: parse-server has the last word on locks.
          await next()
          if (until) events.emit('locked', this, until)
        },
      },
    ],
  }),
}
