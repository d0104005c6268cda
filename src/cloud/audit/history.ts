/** What the audit has of one user, and what is left of it when the user is gone. */
import type { AuditEntry } from '../../api/security'
import type { Database, Row } from '../../parse/internals'
import { deletion } from '../../parse/values'
import { className } from './class'

/** Of whoever sent a request. */
const fromWhere = ['ip', 'device', 'installationId'] as const

const shown = ['userId', 'by', 'operator', 'provider', 'reason', 'subject', ...fromWhere] as const

/** PostgreSQL takes 65,535 values in a query. */
const mostAtOnce = 1000

const dateIn = (value: unknown) => new Date((value as { iso: string }).iso)

const entryOf = (row: Row): AuditEntry => {
  const known = shown.filter((name) => typeof row[name] === 'string').map((name) => [name, row[name]])
  const { event: type, outcome, at } = row
  return { type, at: dateIn(at), outcome, ...Object.fromEntries(known) } as AuditEntry
}

/** Who an operator is, where they sit, and with what, is their own business. */
const ofOperators: string[] = ['by', 'operator', ...fromWhere]

const withoutOperator = (entry: AuditEntry): AuditEntry =>
  entry.by === undefined || entry.by === entry.userId
    ? entry
    : (Object.fromEntries(
        Object.entries(entry).filter(([name]) => !ofOperators.includes(name)),
      ) as unknown as AuditEntry)

/** For the user: newest first; nothing where no audit was ever kept. @param limit of entries: all, where there is none */
export async function ownHistoryOf(
  database: Database,
  userId: string,
  limit?: number,
): Promise<AuditEntry[]> {
  const options = { sort: { at: -1 as const }, ...(limit !== undefined && { limit }) }
  const rows = await database.find(className, { userId }, options)
  return rows.map((row) => withoutOperator(entryOf(row)))
}

/** What is told of somebody who comes in, or doesn't. */
const logIns: AuditEntry['type'][] = [
  ...(['login', 'loginFailed', 'loginAs', 'signUp', 'logout'] as const),
  ...(['accountLocked', 'accountUnlocked', 'userBlocked', 'userUnblocked'] as const),
]

/** Newest first. */
export async function logInsOf(database: Database, userId: string, limit: number): Promise<AuditEntry[]> {
  const where = { userId, event: { $in: logIns } }
  return (await database.find(className, where, { sort: { at: -1 }, limit })).map(entryOf)
}

/**
 * Takes away from where users did what they did themselves. That it was done stays for its time: who takes an account
 * over, and deletes it, would otherwise take the traces along. What operators did has their addresses.
 */
export async function forgetUsers(database: Database, userIds: string[]): Promise<void> {
  const nothing = Object.fromEntries(fromWhere.map((name) => [name, deletion]))
  // Who empties the class names all users at once.
  for (let from = 0; from < userIds.length; from += mostAtOnce) {
    const $in = userIds.slice(from, from + mostAtOnce)
    const theirs = { $or: [{ userId: { $in } }, { subject: { $in } }], by: { $exists: false } }
    await database.update(className, theirs, nothing, { many: true })
  }
}
