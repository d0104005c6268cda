/** What stands around a Parse Server that runs, so that users log in by more ways and operators see it. */
import type { ResolvedOptions } from '../options'
import type { Hooks } from '../parse/hooks'
import type { Handler, ParseServer } from '../parse/internals'
import type { Ledger } from '../adapters/store/expiring-store'
import type { Endpoint } from './auth0/action-endpoint'
import type { Auth0 } from './oidc/oidc'
import { renewalHooks } from './session/bearer-session'
import { logInEventHooks, type OnSession } from '../cloud/login'
import { startEmailChange } from './email-change/email-change'
import { indexSessions } from './session/indexes'
import type { Sessions } from '../api/sessions'
import { createKeepOut } from './session/session-store'
import { createSessions } from './session/sessions'

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
  hooks: Hooks[]
}

/** To be called when Parse Server has started. */
export async function startAuth(parts: AuthParts): Promise<RunningAuth> {
  const { options, server, publicUrl, auth0, openLedger, onSession } = parts
  const { databaseController: database, cacheController } = server.config
  const listeners: ((sessionTokens: string[]) => void)[] = []
  await indexSessions(server.config)
  const emailChange = options.pendingEmail ? await startEmailChange(server.config) : []
  const keepOut = createKeepOut()
  const running = await auth0?.start({
    config: server.config,
    publicUrl,
    openLedger,
    endSessions: (sessionTokens) => sessions.end(sessionTokens),
    onSession,
  })
  const sessions = createSessions({
    config: { database, cacheController },
    keepOut,
    revocations: running?.revocations,
    onRevoked: (tokens) => listeners.forEach((tell) => tell(tokens)),
  })
  return {
    bearer: running?.bearer,
    actionEndpoint: running?.actionEndpoint,
    sessions,
    onRevoked: (listener) => void listeners.push(listener),
    hooks: [
      keepOut.hooks,
      logInEventHooks(onSession, auth0 && 'auth0'),
      renewalHooks,
      ...(running?.hooks ?? []),
      ...emailChange,
    ],
  }
}
