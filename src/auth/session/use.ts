/** Ends sessions that are over when somebody acts with them, and notes the use of others, once an hour. */
import { reasonOf } from '../../errors'
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Auth, Database, ParseConfig, RequestConfig, Row } from '../../parse/internals'
import { createLruCache } from '../../parse/lru-cache'
import { noteActsAsUser } from '../../parse/request/operator'
import type { ManagedSessions } from '../../part/part'
import { createBackground } from '../../part/background'
import { isOver, type SessionLimits, timeOf } from './limits'
import { serverFields, useNow } from './server-fields'
import { isOperators } from './session-store'

interface UseParts {
  config: Pick<ParseConfig, 'databaseController' | 'loggerController'>
  sessions: Pick<ManagedSessions, 'end'>
  limits: SessionLimits
}

const hourMs = 60 * 60 * 1000

/** What a clock that was set back has left in the future is noted anew. */
const isRecent = (lastUsedAt: number | undefined, nowMs: number) =>
  lastUsedAt !== undefined && lastUsedAt <= nowMs && nowMs - lastUsedAt < hourMs

/** A configuration by which parse-server reads a session, and that session: nobody has to read it again. */
function watched(config: RequestConfig): { config: RequestConfig; seen: () => Row | undefined } {
  const { database } = config
  let session: Row | undefined
  const find: Database['find'] = async (className, ...query) => {
    const rows = await database.find(className, ...query)
    if (className === '_Session') session = rows[0] && { ...rows[0] }
    return rows
  }
  const watching: unknown = Object.create(database, { find: { value: find } })
  return {
    config: Object.create(config, { database: { value: watching } }) as RequestConfig,
    seen: () => session,
  }
}

/** All that is done with it is the operator's. */
function noted(auth: Auth, asUser: boolean): Auth {
  if (asUser) noteActsAsUser(auth)
  return auth
}

/** Of an hour, this node looks at a session once, which has to come before the answer; no answer waits for the note. */
export function createUse({ config, sessions, limits }: UseParts): {
  hooks: Hooks
  settled: () => Promise<void>
} {
  const { databaseController: database, loggerController: logger } = config
  /** Those that were looked at, and whether an operator has opened them as the user. */
  const known = createLruCache<boolean>({ max: 50_000, ttlMs: hourMs })
  // One that has ended meanwhile was used all the same.
  const notes = createBackground((thrown) =>
    logger.warn(`The use of a session was not noted: ${reasonOf(thrown)}`),
  )
  const note = (session: Row, nowMs: number): void =>
    notes.run(() => database.update('_Session', { objectId: session.objectId }, useNow(session, nowMs)))

  /** @returns whether an operator has opened it as the user */
  async function look(sessionToken: string, seen: Row | undefined): Promise<boolean> {
    const session = seen ?? (await database.find('_Session', { sessionToken }, { limit: 1 }))[0]
    if (!session) return false
    const nowMs = Date.now()
    if (isOver(session, limits, nowMs)) {
      await sessions.end([sessionToken])
      throw parseError('INVALID_SESSION_TOKEN', 'Session token is expired.')
    }
    const asUser = isOperators(session)
    known.set(sessionToken, asUser)
    if (!isRecent(timeOf(session[serverFields.lastUsedAt]), nowMs)) note(session, nowMs)
    return asUser
  }

  return {
    hooks: {
      'Auth.getAuthForSessionToken': async (next, parts) => {
        const { config, sessionToken } = parts
        const asUser = known.get(sessionToken)
        if (asUser !== undefined) return noted(await next(parts), asUser)
        const reading = config && watched(config)
        const auth = await next(reading ? { ...parts, config: reading.config } : parts)
        if (config) auth.config = config
        return noted(auth, await look(sessionToken, reading?.seen()))
      },
    },
    settled: notes.settled,
  }
}
