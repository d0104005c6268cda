/** Starts Parse Server with its guards, and ends it so that another one can start in the same process. */
import { setTimeout as delay } from 'node:timers/promises'
import { closeRolesFirst } from '../auth/role-permissions'
import { AccountsError, reasonOf } from '../errors'
import { guardDatabaseErrors } from './guards/database-errors'
import { guardProviders } from './guards/auth-providers'
import { guardLogSecrets } from './guards/log-secrets'
import { guardLoginAs } from './guards/login-as'
import { guardOneGraphQL } from './guards/one-graphql'
import { guardRouterLayer } from './guards/router-layer'
import { guardThrownAnswers } from './guards/thrown-answers'
import { withoutExceptionHandler } from './guards/uncaught-exception'
import { guardVerificationEmail } from './guards/verification-email'
import { guardObjects } from './input/guard-objects'
import { guardUsers } from './input/guard-users'
import { internals, type ParseServer, requireFromParseServer, type Stoppable } from './internals'
import { graceSeconds } from './requests'

/** A Parse Server that answers requests. */
export interface RunningParseServer {
  server: ParseServer
  /** Closes its connections to database, cache and files. */
  stop(): Promise<void>
}

/** parse-server keeps schema, app and triggers in its modules: what is left there breaks the next server. */
function forget(appId: string): void {
  internals.appCache().del(appId)
  internals.schemaCache().clear()
  internals.triggers()._unregisterAll()
}

/** parse-server begins to end its PostgreSQL connections, and doesn't wait until they have ended. */
async function connectionsEnded({ _client }: Stoppable): Promise<void> {
  const pool = _client?.$pool
  let open = pool?.totalCount ?? 0
  if (!pool || open === 0) return
  const ended = new Promise<void>((resolve) => {
    pool.on('remove', () => {
      if (--open === 0) resolve()
    })
  })
  await Promise.race([ended, delay(graceSeconds * 1000, undefined, { ref: false })])
}

async function stop({ config }: ParseServer): Promise<void> {
  const parts = [config.databaseController, config.filesController, config.cacheController]
  const ended = connectionsEnded(config.databaseController.adapter)
  await Promise.allSettled(parts.map(async ({ adapter }) => adapter.handleShutdown?.()))
  await ended
  forget(config.appId)
}

function construct(options: Record<string, unknown>): ParseServer {
  guardRouterLayer()
  guardOneGraphQL(requireFromParseServer)
  guardLoginAs()
  guardObjects()
  guardUsers()
  const ParseServer = internals.ParseServer()
  const server = new ParseServer(options)
  closeRolesFirst(server.config)
  guardLogSecrets(server.config)
  guardProviders(server.config)
  guardVerificationEmail(server.config)
  guardDatabaseErrors(server.config)
  guardThrownAnswers(withoutExceptionHandler(() => server.app))
  return server
}

async function start(server: ParseServer): Promise<RunningParseServer> {
  try {
    await server.start()
  } catch (thrown) {
    await stop(server)
    throw thrown
  }
  return { server, stop: () => stop(server) }
}

/** Names the database, the most frequent cause, without its credentials. */
function startError(thrown: unknown, { databaseURI }: Record<string, unknown>): AccountsError {
  const database = String(databaseURI ?? internals.defaults().databaseURI)
    .replace(/\/\/.*@/, '//')
    .replace(/\?.*/, '')
  const message = `Parse Server did not start: ${reasonOf(thrown)}. Its database is ${database}: is it running, and reachable from here?`
  return new AccountsError('ERR_START', message, { cause: thrown })
}

/**
 * @param options complete options of `new ParseServer()`.
 * @throws {AccountsError} `ERR_START`; nothing is left running then.
 */
export async function startParseServer(options: Record<string, unknown>): Promise<RunningParseServer> {
  try {
    return await start(construct(options))
  } catch (thrown) {
    forget(String(options.appId))
    throw startError(thrown, options)
  }
}
