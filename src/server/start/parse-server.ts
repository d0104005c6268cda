/** Starts Parse Server with its guards, and ends it so that another one can start in the same process. */
import { setTimeout as delay } from 'node:timers/promises'
import { optionsError, reasonOf } from '../../errors'
import { type CloudCode, createCloudCode } from './cloud-code'
import { guardOneGraphQL } from '../../guards/graphql/one-copy'
import { guardThrownAnswers } from '../../guards/faults/thrown-responses'
import { withoutExceptionHandler } from '../../guards/faults/uncaught-exception'
import { type Hooks, openHooks, type OpenHooks } from '../../parse/hooks'
import {
  internals,
  type ParseConfig,
  type ParseServer,
  requireFromParseServer,
  type Stoppable,
} from '../../parse/internals'
import { graceSeconds } from '../shutdown/in-flight'
import { startTogether } from '../../guards/start-together'
import { startError, withoutDump } from './start-error'

/** A Parse Server that answers requests. */
export interface RunningParseServer {
  server: ParseServer
  /** Its methods, with what stands around them. */
  hooks: OpenHooks
  /** Puts its methods back, and closes its connections to database, cache and files. */
  stop: () => Promise<void>
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

/** Nothing is connected yet: what fails here is an option, whose value only Parse Server could judge. */
function createParseServer(options: Record<string, unknown>): ParseServer {
  const ParseServer = internals.ParseServer()
  try {
    return new ParseServer(options)
  } catch (thrown) {
    throw optionsError([{ path: 'parseServer', message: reasonOf(thrown) }])
  }
}

function construct(options: Record<string, unknown>): ParseServer {
  guardOneGraphQL(requireFromParseServer)
  const server = createParseServer(options)
  guardThrownAnswers(withoutExceptionHandler(() => server.app))
  return server
}

/** What stands around its methods before it starts. */
type Prepare = (config: ParseConfig) => Hooks[]

async function start(
  server: ParseServer,
  cloudCode: CloudCode,
  prepare: Prepare,
): Promise<RunningParseServer> {
  const hooks = openHooks(server.config)
  const stopAll = async () => {
    await stop(server)
    cloudCode.stop()
    hooks.restore()
  }
  try {
    for (const each of prepare(server.config)) hooks.add(each)
    await withoutDump(() => server.start())
  } catch (thrown) {
    await stopAll()
    throw thrown
  }
  return { server, hooks, stop: stopAll }
}

/**
 * @param options complete options of `new ParseServer()`.
 * @throws {AccountsError} `ERR_START`, `ERR_OPTIONS`; nothing is left running then.
 */
export async function startParseServer(
  options: Record<string, unknown>,
  prepare: Prepare,
): Promise<RunningParseServer> {
  const cloudCode = createCloudCode(options.cloud)
  const attempt = () => start(construct({ ...options, cloud: cloudCode.run }), cloudCode, prepare)
  try {
    return await startTogether(attempt)
  } catch (thrown) {
    forget(String(options.appId))
    throw startError(thrown, options)
  }
}
