/** Ends sessions in the database and in what this node remembers. */
import type { Hooks } from '../../parse/hooks'
import type { RequestConfig, Row } from '../../parse/internals'
import { createLruCache } from '../../parse/lru-cache'

export const tokensOf = (sessions: Row[]): string[] =>
  sessions.map(({ sessionToken }) => String(sessionToken))

/** Whether a session came of a log-in with a provider. A log-in may name others beside its own. */
export function isOfProvider({ createdWith }: Row, provider: string): boolean {
  const { authProvider = '' } = (createdWith ?? {}) as { authProvider?: string }
  return authProvider.split(',').includes(provider)
}

/** The id of the session that it was made from, and ends with. */
export const originIdOf = ({ createdWith }: Row): string | undefined =>
  (createdWith as { from?: string } | null | undefined)?.from

/** What it says of how it came to be, with another origin or with none. */
export function withOrigin({ createdWith }: Row, from: string | undefined): object {
  const copy: { from?: string } = { ...(createdWith as object | null | undefined) }
  if (from === undefined) delete copy.from
  else copy.from = from
  return copy
}

/** Whether an operator has opened it as the user, by `loginAs` or a link; copies keep that. */
export const isOperators = ({ createdWith }: Row): boolean =>
  (createdWith as { authProvider?: unknown } | null | undefined)?.authProvider === 'masterkey'

/** What a session says of the link that has opened it; copies keep that. */
export const byLink = { via: 'link' } as const

/** Whether an operator's link has opened it: for an hour, and not for as long as it is used. */
export const isOfLink = ({ createdWith }: Row): boolean =>
  (createdWith as { via?: unknown } | null | undefined)?.via === byLink.via

/** Ends the sessions with these tokens; that some have ended already is no fault, also to parse-server. */
export async function endSessions(
  { database, cacheController }: Pick<RequestConfig, 'database' | 'cacheController'>,
  sessionTokens: string[],
): Promise<void> {
  await database.destroy('_Session', { sessionToken: { $in: sessionTokens } })
  await Promise.all(sessionTokens.map((token) => cacheController.user.del(token)))
}

/** Longer than a request takes. */
const keptOutMs = 60_000

/** Keeps sessions that end out of the cache. */
export interface KeepOut {
  /** Takes the tokens of sessions that end. */
  add: (sessionTokens: string[]) => void
  hooks: Hooks
}

/**
 * Requests under way may have read a session before it ended, and would put it into the cache afterwards; LiveQuery has
 * one of its own.
 */
export function createKeepOut(): KeepOut {
  const ended = createLruCache<true>({ max: 10_000, ttlMs: keptOutMs })
  return {
    add: (tokens) => tokens.forEach((token) => ended.set(token, true)),
    hooks: {
      'SubCache.put': async (next, key, ...rest) => (ended.has(key) ? undefined : next(key, ...rest)),
    },
  }
}
