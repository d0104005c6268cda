/** The sessions of users, for operators: who is logged in where, and an end to it. */
import type { RequestConfig, Row } from '../server/internals'
import { userPointer } from '../server/parse-values'
import { linkOf } from './auth0/link'
import { isBearerSession } from './bearer-session'
import { endSessions } from './end-sessions'
import type { Revocations } from './revocations'
import type { RevokeTarget, SessionInfo, Sessions } from './session-info'

/** Sessions, for other parts of the server too. */
export interface ManagedSessions extends Sessions {
  /** Ends the sessions with these tokens, at once. */
  end(sessionTokens: string[]): Promise<void>
  /** Ends all that a user has. Tokens that have opened none yet stay as they are. */
  endAllOf(userId: string): Promise<void>
}

/** What sessions need of the rest. */
export interface SessionParts {
  config: Pick<RequestConfig, 'database' | 'cacheController'>
  /** Where Auth0 is used. */
  revocations: Revocations | undefined
}

const dateOf = (date: { iso: string } | undefined) => date && new Date(date.iso)

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

function infoOf(session: Row): SessionInfo {
  const createdWith = (session.createdWith ?? {}) as { authProvider?: string; sid?: string }
  return {
    id: String(session.objectId),
    userId: String((session.user as { objectId?: unknown } | undefined)?.objectId),
    createdAt: new Date(String(session.createdAt)),
    expiresAt: dateOf(session.expiresAt as { iso: string } | undefined),
    provider: createdWith.authProvider,
    sid: createdWith.sid,
    installationId: textOf(session.installationId),
  }
}

const isOpen = ({ expiresAt }: SessionInfo) => expiresAt === undefined || expiresAt.getTime() > Date.now()

const whereFor = (target: RevokeTarget) =>
  typeof target === 'string'
    ? { $or: [{ user: userPointer(target) }, { objectId: target }] }
    : { 'createdWith.sid': target.sid }

function assertText(value: unknown, expected: string): void {
  if (typeof value !== 'string' || value === '') throw new TypeError(expected)
}

function assertTarget(target: unknown): asserts target is RevokeTarget {
  const id = typeof target === 'object' && target !== null ? (target as { sid?: unknown }).sid : target
  assertText(id, 'revoke() expects the id of a user or of a session, or { sid }.')
}

export function createSessions({ config, revocations }: SessionParts): ManagedSessions {
  const { database } = config
  /** First of all, so that no token opens a session again while its sessions are ended. */
  async function refuseTokens(target: RevokeTarget): Promise<void> {
    if (!revocations) return
    if (typeof target !== 'string') return revocations.revokeSid(target.sid)
    const [user] = await database.find('_User', { objectId: target }, { limit: 1 })
    const subject = user && linkOf(user)?.id
    if (typeof subject === 'string') await revocations.revokeSubject(subject)
  }

  const tokensOf = (sessions: Row[]) => sessions.map(({ sessionToken }) => String(sessionToken))

  async function end(tokens: string[]): Promise<void> {
    if (tokens.length === 0) return
    if (revocations) await Promise.all(tokens.filter(isBearerSession).map(revocations.revokeSession))
    await endSessions(config, tokens)
  }

  return {
    list: async (userId) => {
      assertText(userId, 'list() expects the id of a user.')
      const sessions = await database.find(
        '_Session',
        { user: userPointer(userId) },
        { sort: { createdAt: -1 } },
      )
      return sessions.map(infoOf).filter(isOpen)
    },
    end,
    endAllOf: async (userId) => end(tokensOf(await database.find('_Session', { user: userPointer(userId) }))),
    revoke: async (target) => {
      assertTarget(target)
      await refuseTokens(target)
      const sessions = await database.find('_Session', whereFor(target))
      await end(tokensOf(sessions))
      return sessions.map(infoOf).filter(isOpen).length
    },
  }
}
