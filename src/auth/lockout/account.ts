/** The accounts that lock after failed log-ins: what their rows say, and how operators unlock them. */
import { isNotFound, parseError, refuse } from '../../parse/errors'
import { updateIf, userById } from '../../parse/user-rows'
import { internals, type Database, type RequestConfig, type Row } from '../../parse/internals'
import { dateValue, deletion } from '../../parse/values'
import { timeOf } from '../session/limits'
import type { Account } from './attempts'

/** `parseServer.accountLockout`. */
export interface LockoutRule {
  /** Minutes. */
  duration: number
  threshold: number
}

const minuteMs = 60_000
/** parse-server reads the clock in the same way: locks must not be over for one of both only. */
const nowMs = () => new Date().getTime()
const fields = { count: '_failed_login_count', until: '_account_lockout_expires_at' } as const

/** In the words of parse-server, which the guides have. */
export const lockedError = ({ duration }: LockoutRule) =>
  parseError(
    'OBJECT_NOT_FOUND',
    `Your account is locked due to multiple failed login attempts. Please try again after ${duration} minute(s)`,
  )

/** Whether a log-in was refused because the account is locked. */
export const isLockedError = (thrown: unknown): boolean =>
  isNotFound(thrown) && /^Your account is locked\b/.test((thrown as Error).message)

/** After a lock that is over, the count starts anew: once, however many log-ins are under way. */
const startAnew = (database: Database, { objectId }: Row): Promise<boolean> =>
  updateIf(
    database,
    { objectId, [fields.until]: { $lte: dateValue(nowMs()) } },
    { [fields.count]: 0, [fields.until]: deletion },
  )

/** @returns the failed log-ins that count. @throws {Parse.Error} 101 when the account is locked */
async function failuresOf(database: Database, user: Row, rule: LockoutRule): Promise<number> {
  const count = Number(user[fields.count] ?? 0)
  const until = timeOf(user[fields.until])
  if (until !== undefined && until <= nowMs()) {
    await startAnew(database, user)
    return 0
  }
  if (until !== undefined && count >= rule.threshold) throw lockedError(rule)
  return count
}

/** A failed attempt has its transaction rolled back, and its count with it: guesses there would never lock the account. */
export function refuseInTransaction({ _transactionalSession }: Database): void {
  if (_transactionalSession)
    refuse('OPERATION_FORBIDDEN', 'Passwords and codes are not checked within a transaction.')
}

/** The account of a user, for attempts to prove that one is its user. */
export const accountOf = (config: RequestConfig, rule: LockoutRule, objectId: string): Account => ({
  key: JSON.stringify(['user', objectId]),
  threshold: rule.threshold,
  failures: async () => {
    refuseInTransaction(config.database)
    // Only maintenance sees the count.
    const as = internals.auth().maintenance(config)
    const user = await userById(config.database, objectId, as)
    return user ? failuresOf(config.database, user, rule) : 0
  },
})

/** @returns whether there is such a user */
export const unlock = (database: Database, objectId: string): Promise<boolean> =>
  updateIf(database, { objectId }, { [fields.count]: deletion, [fields.until]: deletion })

/**
 * Locks an account as parse-server does, but one that is not locked: of many failed log-ins at once, one has locked it.
 * @returns until when; nothing where it was locked, or had not enough failed log-ins
 */
export async function lock(
  database: Database,
  { username }: Row,
  { threshold, duration }: LockoutRule,
): Promise<Date | undefined> {
  const now = nowMs()
  const until = now + duration * minuteMs
  const where = {
    username,
    [fields.count]: { $gte: threshold },
    $or: [{ [fields.until]: null }, { [fields.until]: { $lte: dateValue(now) } }],
  }
  const isLocked = await updateIf(database, where, { [fields.until]: dateValue(until) })
  return isLocked ? new Date(until) : undefined
}
