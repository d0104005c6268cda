/** Starts Parse Server with its guards, and ends it so that another one can start in the same process. */
import { optionsError, reasonOf } from '../../errors'
import { type CloudCode, createCloudCode } from './cloud-code'
import { endConnections } from './connections'
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
import { startTogether } from '../../guards/start-together'
import { startError, withoutDump } from './start-error'

/** A Parse Server that answers requests. */
export interface RunningParseServer {
  server: ParseServer
  /** Its methods, with what stands around them. */
  hooks: OpenHooks
  /** Puts its methods back, and closes its connections to database, cache and files. */
  stop: () => Promise<void>
  /** The same for a start that has failed: the host's own `databaseAdapter` stays open, which can't be opened again. */
  giveUp: () => Promise<void>
}

/** parse-server keeps schema, app and triggers in its modules: what is left there breaks the next server. */
function forget(appId: string): void {
  internals.appCache().del(appId)
  internals.schemaCache().clear()
  internals.triggers()._unregisterAll()
}

/** @param kept an adapter that stays open */
async function stop({ config }: ParseServer, kept?: unknown): Promise<void> {
  const parts = [config.databaseController, config.filesController, config.cacheController]
  const adapters = parts.map(({ adapter }): Stoppable => adapter).filter((adapter) => adapter !== kept)
  await Promise.all(adapters.map(endConnections))
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
  hostsAdapter: unknown,
): Promise<RunningParseServer> {
  const hooks = openHooks(server.config)
  const stopAll = async (kept?: unknown) => {
    await stop(server, kept)
    cloudCode.stop()
    hooks.restore()
  }
  const giveUp = () => stopAll(hostsAdapter)
  try {
    for (const each of prepare(server.config)) hooks.add(each)
    await withoutDump(() => server.start())
  } catch (thrown) {
    await giveUp()
    throw thrown
  }
  return { server, hooks, stop: () => stopAll(), giveUp }
}

/**
 * @param options complete options of `new ParseServer()`.
 * @throws {AccountsError} `ERR_START`, `ERR_OPTIONS`; nothing is left running then, and nothing open but the host's own
 * `databaseAdapter`.
 */
export async function startParseServer(
  options: Record<string, unknown>,
  prepare: Prepare,
): Promise<RunningParseServer> {
  const cloudCode = createCloudCode(options.cloud)
  const attempt = () => {
    const server = construct({ ...options, cloud: cloudCode.run })
    return start(server, cloudCode, prepare, options.databaseAdapter)
  }
  try {
    return await startTogether(attempt)
  } catch (thrown) {
    forget(String(options.appId))
    throw startError(thrown, options)
  }
}
