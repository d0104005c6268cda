/** What stands around a Parse Server that runs, so that users log in by more ways and operators see it. */
import type { ResolvedOptions } from '../options'
import type { Handler, ParseServer } from '../server/internals'
import type { Ledger } from '../server/ledger'
import type { Endpoint } from './auth0/action-endpoint'
import type { Auth0 } from './auth0/auth0'
import { createForget } from './end-sessions'
import { hookLockedOut } from './locked-out'
import { hookLogInEvents, type OnSession } from './log-in-events'
import { preparePendingEmail } from './pending-email/pending-email'
import { closeRoles } from './role-permissions'
import { hookSessionEnds, type OnEnded } from './session-ends'
import { hookSessionCopies } from './session-copies'
import { indexSessions } from './session-indexes'
import type { Sessions } from './session-info'
import { hookRenewals } from './session-renewals'
import { hookSessionTokens } from './session-tokens'
import { createSessions } from './sessions'

/** What it needs of the rest. */
export interface AuthParts {
  options: ResolvedOptions
  server: ParseServer
  publicUrl: URL
  auth0: Auth0 | undefined
  openLedger: () => Promise<Ledger>
  onSession: OnSession
}

/** What it gives. */
export interface RunningAuth {
  bearer: Handler | undefined
  actionEndpoint: Endpoint | undefined
  sessions: Sessions
  /** Tells of sessions that have ended, by their tokens. */
  onEnded(listener: OnEnded): void
  stop(): void
}

/** To be called when Parse Server has started. */
export async function startAuth(parts: AuthParts): Promise<RunningAuth> {
  const { options, server, publicUrl, auth0, openLedger, onSession } = parts
  const { databaseController: database, cacheController } = server.config
  const listeners: OnEnded[] = []
  await indexSessions(server.config)
  await closeRoles(server.config)
  const hookPendingEmail = options.pendingEmail && (await preparePendingEmail({ config: server.config }))
  const running = await auth0?.start({
    config: server.config,
    publicUrl,
    openLedger,
    endSessions: (sessionTokens) => sessions.end(sessionTokens),
    onSession,
  })
  const sessions = createSessions({
    config: { database, cacheController },
    revocations: running?.revocations,
  })
  const forget = createForget(cacheController.user)
  const onEnded: OnEnded = async (tokens) => {
    await forget(tokens)
    await Promise.all(listeners.map((tell) => tell(tokens)))
  }
  const restores = [
    hookSessionEnds(server.config, { onEnded, endAllOf: (userId) => sessions.endAllOf(userId) }),
    hookLockedOut(server.config),
    hookSessionTokens(server.config),
    hookSessionCopies(),
    hookRenewals(),
    hookLogInEvents(onSession, auth0 && 'auth0'),
  ]
  if (hookPendingEmail) restores.push(hookPendingEmail())
  return {
    bearer: running?.bearer,
    actionEndpoint: running?.actionEndpoint,
    sessions,
    onEnded: (listener) => void listeners.push(listener),
    stop: () => {
      for (const restore of restores.reverse()) restore()
      running?.stop()
    },
  }
}
