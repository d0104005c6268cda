/** What a new session gets, and which others make room for it: whatever opens one, its row is written here. */
import { afterCommit } from '../../parse/after-commit'
import type { Hooks } from '../../parse/hooks'
import type { Database, RestWrite, Row } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import type { ManagedSessions } from '../../part/part'
import { isBearerSession } from './bearer-session'
import { endOf, type SessionLimits, timeOf } from './limits'
import { serverFields, useNow } from './server-fields'
import { originIdOf, tokensOf, withOrigin } from './session-store'

interface NewSessionParts {
  sessions: Pick<ManagedSessions, 'end'>
  limits: SessionLimits
}

/** Some may have had any number of sessions before there was a limit: the next log-in ends more. */
const mostAtOnce = 1000

/** A session that a client asks for is made by a write of its own, and this one has its answer already. */
const isNewSession = ({ className, query, response }: RestWrite) =>
  className === '_Session' && !query && !response

/** Notes the log-in and the use, and sets the end to what the limits have. */
function complete(session: Row, limits: SessionLimits): void {
  const nowMs = Date.now()
  session[serverFields.loggedInAt] ??= dateValue(nowMs)
  Object.assign(session, useNow(session, nowMs))
  const end = endOf(session, limits)
  if (Number.isFinite(end)) session.expiresAt = dateValue(end)
}

/** Each of several nodes may open an access token's session at once: the rows are one session, and end together. */
const withoutToken = (sessions: Row[], token: unknown) =>
  sessions.filter(({ sessionToken }) => sessionToken !== token)

/** The former sessions of access tokens, on the same device: parse-server would end them, and not their tokens. */
async function formerTokens(
  { database }: RestWrite['config'],
  { user, installationId, sessionToken }: Row,
): Promise<string[]> {
  if (!user || typeof installationId !== 'string') return []
  const where = { user, installationId, sessionToken: { $ne: sessionToken } }
  return tokensOf(await database.find('_Session', where)).filter((token) => isBearerSession(token))
}

const age = (session: Row) => `${timeOf(session.createdAt)} ${String(session.objectId)}`

/** All on one device but the newest, in all its rows. parse-server ends them too, but not those that begin at the same time. */
async function replacedBy(database: Database, made: Row): Promise<Row[]> {
  const { user, installationId } = made
  if (installationId === undefined) return []
  const same = await database.find('_Session', { user, installationId }, { limit: mostAtOnce })
  const newest = same.sort((one, other) => (age(one) < age(other) ? -1 : 1)).at(-1)
  return withoutToken(same, newest?.sessionToken)
}

/** Whoever has just signed up has no other sessions; one that was made from such a session may say the same. */
const isSignUp = (made: Row) =>
  (made.createdWith as { action?: unknown } | undefined)?.action === 'signup' &&
  originIdOf(made) === undefined

/**
 * Those that were not used for the longest time, in one order for all who look: log-ins at the same time would end
 * others than each other's otherwise. The new one is none of them, whatever clocks say; nor do those count that are over.
 */
async function surplus(database: Database, made: Row, { perUser }: SessionLimits): Promise<Row[]> {
  if (perUser === Infinity || isSignUp(made)) return []
  const { user, sessionToken } = made
  const holds = [{ expiresAt: { $gt: dateValue(Date.now()) } }, { expiresAt: { $exists: false } }]
  const where = { user, sessionToken: { $ne: sessionToken }, $or: holds }
  const sort = { [serverFields.lastUsedAt]: -1, createdAt: -1, objectId: -1 } as const
  const beyond = await database.find('_Session', where, { limit: mostAtOnce, skip: perUser - 1, sort })
  if (beyond.length === 0 || perUser === 1) return beyond
  const kept = await database.find('_Session', where, { limit: perUser - 1, sort })
  return kept.reduce((rows, { sessionToken: token }) => withoutToken(rows, token), beyond)
}

/** What it was made from, and what that was made from in turn. */
function originsOf(session: Row, all: Row[]): Row[] {
  const from = originIdOf(session)
  const origin = from === undefined ? undefined : all.find(({ objectId }) => objectId === from)
  return origin ? [origin, ...originsOf(origin, all)] : []
}

/** Copies end with their origin: one whose origin ends to make room for it ends with what that was made from. */
async function takePlace(database: Database, made: Row, leaving: Row[]): Promise<void> {
  if (leaving.length === 0 || originIdOf(made) === undefined) return
  const { objectId, user } = made
  const all = await database.find('_Session', { user }, { limit: mostAtOnce })
  const ids = leaving.map((session) => session.objectId)
  const last = originsOf(made, all).findLast((session) => ids.includes(session.objectId))
  if (!last) return
  const createdWith = withOrigin(made, originIdOf(last))
  // None is there where it has ended in the meantime.
  await database.update('_Session', { objectId }, { createdWith }, { many: true })
}

export function newSessionHooks({ sessions, limits }: NewSessionParts): Hooks {
  /** What an operator writes without a token opens nothing. */
  async function makeRoom({ config, data }: RestWrite): Promise<void> {
    if (!data.user || typeof data.sessionToken !== 'string') return
    await endFor(config.database, data, await replacedBy(config.database, data))
    await endFor(config.database, data, await surplus(config.database, data, limits))
  }
  async function endFor(database: Database, made: Row, leaving: Row[]): Promise<void> {
    await takePlace(database, made, leaving)
    await sessions.end(tokensOf(leaving))
  }
  return {
    'RestWrite.checkRestrictedFields': async function (next) {
      await next()
      if (!isNewSession(this)) return
      complete(this.data, limits)
      const former = await formerTokens(this.config, this.data)
      await afterCommit(this.config.database, () => sessions.end(former))
    },
    'RestWrite.runDatabaseOperation': async function (next) {
      const isNew = isNewSession(this)
      await next()
      if (isNew) await afterCommit(this.config.database, () => makeRoom(this))
    },
  }
}
