/** Ends sessions that are over when somebody acts with them, and notes the use of others, once an hour. */
import { reasonOf } from '../../errors'
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Database, ParseConfig, RequestConfig, Row } from '../../parse/internals'
import { createLruCache } from '../../parse/lru-cache'
import type { ManagedSessions } from '../../part/part'
import { isOver, type SessionLimits, timeOf } from './limits'
import { serverFields, useNow } from './server-fields'

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

/** Of an hour, this node looks at a session once, which has to come before the answer; no answer waits for the note. */
export function createUse({ config, sessions, limits }: UseParts): {
  hooks: Hooks
  settled: () => Promise<void>
} {
  const { databaseController: database, loggerController: logger } = config
  const known = createLruCache<true>({ max: 50_000, ttlMs: hourMs })
  const notes = new Set<Promise<unknown>>()

  function note(session: Row, nowMs: number): void {
    const { objectId } = session
    const done = database
      .update('_Session', { objectId }, useNow(session, nowMs))
      // One that has ended meanwhile was used all the same.
      .catch((thrown: unknown) => logger.warn(`The use of a session was not noted: ${reasonOf(thrown)}`))
      .finally(() => notes.delete(done))
    notes.add(done)
  }

  async function look(sessionToken: string, seen: Row | undefined): Promise<void> {
    const session = seen ?? (await database.find('_Session', { sessionToken }, { limit: 1 }))[0]
    if (!session) return
    const nowMs = Date.now()
    if (isOver(session, limits, nowMs)) {
      await sessions.end([sessionToken])
      throw parseError('INVALID_SESSION_TOKEN', 'Session token is expired.')
    }
    known.set(sessionToken, true)
    if (!isRecent(timeOf(session[serverFields.lastUsedAt]), nowMs)) note(session, nowMs)
  }

  return {
    hooks: {
      'Auth.getAuthForSessionToken': async (next, parts) => {
        const { config, sessionToken } = parts
        if (known.has(sessionToken)) return next(parts)
        const reading = config && watched(config)
        const auth = await next(reading ? { ...parts, config: reading.config } : parts)
        if (config) auth.config = config
        await look(sessionToken, reading?.seen())
        return auth
      },
    },
    settled: async () => {
      await Promise.all(notes)
    },
  }
}
