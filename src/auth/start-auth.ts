/** What stands around a Parse Server that runs, so that users log in by more ways and operators see it. */
import type { ResolvedOptions } from '../options'
import type { Handler, ParseServer } from '../server/internals'
import type { Ledger } from '../server/ledger'
import type { Endpoint } from './auth0/action-endpoint'
import type { Auth0 } from './auth0/auth0'
import { hookRenewals } from './bearer-session'
import { hookLogInEvents, type OnSession } from './log-in-events'
import { hookOwnership } from './ownership/ownership'
import { preparePendingEmail } from './pending-email/pending-email'
import { indexSessions } from './session-indexes'
import type { Sessions } from './session-info'
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
  /** Tells of sessions that were revoked, by their tokens. */
  onRevoked(listener: (sessionTokens: string[]) => void): void
  stop(): void
}

/** To be called when Parse Server has started. */
export async function startAuth(parts: AuthParts): Promise<RunningAuth> {
  const { options, server, publicUrl, auth0, openLedger, onSession } = parts
  const { databaseController: database, cacheController } = server.config
  const listeners: ((sessionTokens: string[]) => void)[] = []
  await indexSessions(server.config)
  const restoreOwnership = hookOwnership({ config: server.config, openLedger })
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
    onRevoked: (tokens) => listeners.forEach((tell) => tell(tokens)),
  })
  const restores = [hookRenewals(), hookLogInEvents(onSession, auth0 && 'auth0')]
  if (hookPendingEmail) restores.push(hookPendingEmail())
  return {
    bearer: running?.bearer,
    actionEndpoint: running?.actionEndpoint,
    sessions,
    onRevoked: (listener) => void listeners.push(listener),
    stop: () => {
      for (const restore of restores.reverse()) restore()
      running?.stop()
      restoreOwnership()
    },
  }
}
