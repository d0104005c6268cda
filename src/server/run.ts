/** Runs Parse Server and the parts on a host's app and HTTP servers, and takes everything back in order. */
import type { Server } from 'node:http'
import { AccountsError, optionsError, reasonOf } from '../errors'
import type { HostApp } from '../api/accounts'
import type { OpenHooks } from '../parse/hooks'
import type { ParseConfig, ParseServer } from '../parse/internals'
import type { ParseOptions, Part, Running, Started } from '../part/part'
import { claimProcess } from './start/claim'
import { logInHooks } from './graphql/log-ins'
import { createdUserHooks, mutationHooks } from './graphql/mutations'
import { createHealth } from './shutdown/health'
import { createInFlight } from './shutdown/in-flight'
import { mountOn } from './host-app'
import { createLiveQuery, type LiveQuery } from './live-query/live-query'
import { createApps } from './mount'
import { resolveParseOptions } from './start/parse-options'
import { keepInMigrations } from './start/migrations'
import { startParseServer } from './start/parse-server'
import { type Paths, pathsOf } from './paths'
import type { Closing, Plan, RunningApi, Shared } from './plan'
import { endOnSigterm } from './shutdown/shutdown'

async function publicUrlOf({ publicServerURL }: Plan['settings']): Promise<URL> {
  const url = typeof publicServerURL === 'function' ? await publicServerURL() : publicServerURL
  if (typeof url === 'string' && URL.canParse(url)) return new URL(url)
  const message = 'the function did not return a URL'
  throw optionsError([{ path: 'parseServer.publicServerURL', message }])
}

const startError = (cause: unknown) =>
  new AccountsError('ERR_START', `The accounts did not start: ${reasonOf(cause)}`, { cause })

/** Starts the parts, each one with what it does in place before the next. */
async function startParts(
  parts: Part[],
  running: Running,
  hooks: OpenHooks,
  addTriggers: Shared['addTriggers'],
  started: Started[],
): Promise<void> {
  for (const part of parts) {
    const does = (await part.start?.(running)) ?? {}
    started.push(does)
    does.hooks?.forEach((each) => hooks.add(each))
    if (does.triggers) addTriggers(does.triggers)
  }
}

/** What has started. */
interface Begun {
  server: ParseServer
  hooks: OpenHooks
  running: Running
  paths: Paths
  started: Started[]
}

/** LiveQuery, where the host wants it, told of sessions that end. */
function createLiveQueryOf({ running, paths }: Begun, options: ParseOptions): LiveQuery | undefined {
  if (!options.liveQuery) return undefined
  const { config, nodes, sessions } = running
  const liveQuery = createLiveQuery({ config, options, paths: [paths.api, paths.publicApi], nodes })
  sessions.onEnded((tokens) => liveQuery.closeSockets(tokens))
  return liveQuery
}

/** Mounts what answers, when all of it runs. */
function mount(app: HostApp, plan: Plan & Closing, begun: Begun, options: ParseOptions) {
  const { server, hooks, running, paths, started } = begun
  const inFlight = createInFlight()
  const health = createHealth(plan.shutdown)
  const liveQuery = createLiveQueryOf(begun, options)
  for (const each of [mutationHooks, logInHooks, createdUserHooks(), ...(liveQuery?.hooks ?? [])])
    hooks.add(each)
  const routes = [...health.routes, ...started.flatMap((does) => does.routes ?? [])]
  const operations = started.flatMap((does) => does.operations ?? [])
  const count = [inFlight.count, health.letGo]
  const { publicUrl } = running
  mountOn(app, createApps({ ...plan, server, publicUrl, paths, routes, operations, count }))
  return { liveQuery, answered: inFlight.answered, drain: health.drain }
}

/** Starts Parse Server and the parts, and mounts them. */
async function start(app: HostApp, plan: Plan & Closing) {
  const { parts, settings, share, mountPath, isClosing } = plan
  const publicUrl = await publicUrlOf(settings)
  const paths = pathsOf(publicUrl, mountPath)
  const { besideApi } = paths
  const options = resolveParseOptions(settings, publicUrl, parts, besideApi)
  const prepare = (config: ParseConfig) => [
    ...keepInMigrations(config, parts),
    ...parts.flatMap((part) => part.prepare?.(config) ?? []),
  ]
  const { server, hooks, ...ends } = await startParseServer(options, prepare)
  const { addTriggers, end, ...shared } = share(server.config, besideApi)
  const running: Running = { config: server.config, publicUrl, besideApi, ...shared, isClosing }
  const started: Started[] = []
  const stop = async (stopParseServer = ends.stop) => {
    for (const { close } of started.reverse()) await close?.()
    await end()
    await stopParseServer()
  }
  try {
    await startParts(parts, running, hooks, addTriggers, started)
    return { running, stop, ...mount(app, plan, { server, hooks, running, paths, started }, options) }
  } catch (thrown) {
    await stop(ends.giveUp)
    throw thrown instanceof AccountsError ? thrown : startError(thrown)
  }
}

/**
 * Runs the API on a host's app. If that fails, nothing is mounted, and nothing is left running but a `databaseAdapter` of
 * the host.
 * @throws {AccountsError} `ERR_SECOND_INSTANCE`, `ERR_START`, `ERR_OPTIONS`.
 */
export async function runApi(app: HostApp, plan: Plan & Closing): Promise<RunningApi> {
  const release = claimProcess()
  const api = await start(app, plan).catch((thrown: unknown) => {
    release()
    throw thrown
  })
  const servers = new Set<Server>()
  const endings: (() => unknown)[] = []
  return {
    running: api.running,
    attach: async (httpServer) => {
      if (servers.size === 0) endings.push(endOnSigterm(servers, api.drain, plan.close))
      servers.add(httpServer)
      await api.liveQuery?.attach(httpServer)
    },
    answered: api.answered,
    stop: async () => {
      for (const end of endings) await end()
      await api.liveQuery?.stop()
      await api.stop()
      release()
    },
  }
}
