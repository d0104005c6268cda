/** When a session is over: a time after its log-in, after its last use, and after what it came of. */
import type { RequestConfig, Row } from '../../parse/internals'
import { serverFields } from './server-fields'
import type { SessionsOptions } from './options'

/** `Infinity` where there is no limit. */
export interface SessionLimits {
  maxMs: number
  idleMs: number
  perUser: number
}

const dayMs = 24 * 60 * 60 * 1000

export const limitsOf = (options: SessionsOptions): SessionLimits =>
  options
    ? { maxMs: options.maxDays * dayMs, idleMs: options.idleDays * dayMs, perUser: options.perUser }
    : { maxMs: Infinity, idleMs: Infinity, perUser: Infinity }

/** What a new session lasts at most. */
export const longestMsOf = (
  {
    sessionLength = Infinity,
    expireInactiveSessions,
  }: Pick<RequestConfig, 'sessionLength' | 'expireInactiveSessions'>,
  { maxMs }: SessionLimits,
): number => Math.min(maxMs, expireInactiveSessions ? sessionLength * 1000 : Infinity)

/** Milliseconds since the epoch; rows have dates in two forms. */
export function timeOf(date: unknown): number | undefined {
  const text = (date as { iso?: unknown } | null | undefined)?.iso ?? date
  if (typeof text !== 'string' && !(text instanceof Date)) return undefined
  return new Date(text).getTime()
}

/** When its user has logged in: a session that another one has opened has the log-in of that one. */
export const loggedInAt = (session: Row): number | undefined =>
  timeOf(session[serverFields.loggedInAt]) ?? timeOf(session.createdAt)

/** When it ends at the latest. */
export function endOf(session: Row, { maxMs }: SessionLimits): number {
  const expiresAt = timeOf(session.expiresAt) ?? Infinity
  return Math.min(expiresAt, (loggedInAt(session) ?? Infinity) + maxMs)
}

/** Those from before this package was there count as used at its first start. */
export function isOver(session: Row, limits: SessionLimits, nowMs: number): boolean {
  const lastUsedAt = timeOf(session[serverFields.lastUsedAt]) ?? nowMs
  return nowMs >= endOf(session, limits) || nowMs - lastUsedAt >= limits.idleMs
}
