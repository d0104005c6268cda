/** The sessions of users, for operators: who is logged in where, and an end to it. */
import { isRecord } from '../../option-kinds/kinds'
import type { RequestConfig, Row } from '../../parse/internals'
import { userPointer } from '../../parse/values'
import { endSessions, isOfProvider, type KeepOut, tokensOf } from './session-store'
import type { RevokeTarget, SessionInfo } from '../../api/sessions'
import type { ManagedSessions, NamedTarget, Nodes, ParseOptions, Part } from '../../part/part'
import { WrongArgument } from '../../errors'
import { sessionCopyHooks } from './copies'
import { sessionEndHooks } from './ends'
import { indexSessions } from './indexes'
import { lockedOutHooks } from './locked-out'
import { endOf, isOver, longestMsOf, type SessionLimits, timeOf } from './limits'
import { newSessionHooks } from './new-sessions'
import { renewalHooks } from './renewals'
import { addServerFields, serverFieldHooks, serverFieldNames, serverFields } from './server-fields'
import { createSweep } from './sweep'
import { sessionTokenHooks, withProtectedFields } from './tokens'
import { createUse } from './use'

/** What sessions need of the rest. */
export interface SessionParts {
  config: Pick<RequestConfig, 'database' | 'cacheController' | 'sessionLength' | 'expireInactiveSessions'>
  keepOut: KeepOut
  limits: SessionLimits
  nodes?: Nodes | undefined
}

const dateOf = (epochMs: number | undefined) =>
  epochMs === undefined || epochMs === Infinity ? undefined : new Date(epochMs)

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

function infoOf(session: Row, limits: SessionLimits): SessionInfo {
  const createdWith = (session.createdWith ?? {}) as { authProvider?: string; sid?: string }
  return {
    id: String(session.objectId),
    userId: String((session.user as { objectId?: unknown } | undefined)?.objectId),
    createdAt: new Date(String(session.createdAt)),
    expiresAt: dateOf(endOf(session, limits)),
    lastUsedAt: dateOf(timeOf(session[serverFields.lastUsedAt])),
    device: textOf(session[serverFields.device]),
    address: textOf(session[serverFields.address]),
    provider: createdWith.authProvider,
    sid: createdWith.sid,
    installationId: textOf(session.installationId),
  }
}

/** Auth0 was the only provider once. */
const named = (target: RevokeTarget): NamedTarget =>
  typeof target === 'string' ? target : { ...target, provider: target.provider ?? 'auth0' }

const whereFor = (target: NamedTarget) =>
  typeof target === 'string'
    ? { $or: [{ user: userPointer(target) }, { objectId: target }] }
    : { 'createdWith.sid': target.sid }

/** Another provider may have a session by the same id. */
const isMeant = (target: NamedTarget, session: Row): boolean =>
  typeof target === 'string' || isOfProvider(session, target.provider)

function assertText(value: unknown, expected: string): void {
  if (typeof value !== 'string' || value === '') throw new WrongArgument(expected)
}

function assertTarget(target: unknown): asserts target is RevokeTarget {
  const { sid, provider } = isRecord(target) ? target : { sid: target, provider: undefined }
  assertText(sid, 'revoke() expects the id of a user or of a session, or { sid }.')
  if (provider !== undefined) assertText(provider, 'revoke() expects `provider` to be the name of one.')
}

/** @param parts.config of the running server */
export function createSessions({ config, keepOut, limits, nodes }: SessionParts): ManagedSessions {
  const { database } = config
  const revoking: ((target: NamedTarget) => unknown)[] = []
  const ending: ((sessionTokens: string[]) => unknown)[] = []
  const ended: ((sessionTokens: string[]) => unknown)[] = []

  const isOpen = (session: Row) => !isOver(session, limits, Date.now())

  async function end(tokens: string[]): Promise<void> {
    if (tokens.length === 0) return
    await Promise.all(ending.map((prepare) => prepare(tokens)))
    await endSessions(config, tokens)
  }

  /** In what this node remembers. */
  async function endHere(tokens: string[]): Promise<void> {
    keepOut.add(tokens)
    await Promise.all(tokens.map((token) => config.cacheController.user.del(token)))
    await Promise.all(ended.map((tell) => tell(tokens)))
  }
  // Nobody waits for it there: what fails must not end the process.
  nodes?.onEnded((tokens) => void endHere(tokens).catch(() => undefined))

  return {
    longestMs: longestMsOf(config, limits),
    maxMs: limits.maxMs,
    list: async (userId) => {
      assertText(userId, 'list() expects the id of a user.')
      const sessions = await database.find(
        '_Session',
        { user: userPointer(userId) },
        { sort: { createdAt: -1 } },
      )
      return sessions.filter(isOpen).map((session) => infoOf(session, limits))
    },
    end,
    endAllOf: async (userId) => end(tokensOf(await database.find('_Session', { user: userPointer(userId) }))),
    hasEnded: async (tokens) => {
      await endHere(tokens)
      await nodes?.tellEnded(tokens)
    },
    beforeRevoking: (listener) => void revoking.push(listener),
    beforeEnding: (listener) => void ending.push(listener),
    onEnded: (listener) => void ended.push(listener),
    revoke: async (given) => {
      assertTarget(given)
      const target = named(given)
      await Promise.all(revoking.map((prepare) => prepare(target)))
      const found = await database.find('_Session', whereFor(target))
      const sessions = found.filter((session) => isMeant(target, session))
      await end(tokensOf(sessions))
      return sessions.filter(isOpen).length
    },
  }
}

const yearSeconds = 365 * 24 * 60 * 60

/** So that parse-server's answers tell the end that a session has. */
function withSessionLength(options: ParseOptions, { maxMs }: SessionLimits): ParseOptions {
  const { sessionLength = yearSeconds } = options
  if (typeof sessionLength !== 'number') return options
  return { ...options, sessionLength: Math.min(sessionLength, maxMs / 1000) }
}

/** @param parts.keepOut that of the sessions that run */
export const sessions = ({ keepOut, limits }: Pick<SessionParts, 'keepOut' | 'limits'>): Part => ({
  name: 'sessions',
  fields: { _Session: serverFieldNames },
  parseOptions: (options) => ({
    ...withSessionLength(options, limits),
    protectedFields: withProtectedFields(options.protectedFields),
  }),
  start: async ({ config, sessions: running }) => {
    await addServerFields(config)
    await indexSessions(config)
    const use = createUse({ config, sessions: running, limits })
    const sweep = createSweep({ config, limits })
    setImmediate(sweep.start)
    const hooks = [
      keepOut.hooks,
      ...sessionEndHooks(running),
      use.hooks,
      lockedOutHooks(config),
      ...serverFieldHooks,
      ...sessionTokenHooks,
      ...sessionCopyHooks,
      newSessionHooks({ sessions: running, limits }),
      renewalHooks(limits),
    ]
    const close = async () => {
      await sweep.stop()
      await use.settled()
    }
    return { hooks, close }
  },
})
