/** Runs Parse Server and the parts on a host's app and HTTP servers, and takes everything back in order. */
import type { Server } from 'node:http'
import { AccountsError, optionsError, reasonOf } from '../errors'
import type { HostApp } from '../api/accounts'
import type { OpenHooks } from '../parse/hooks'
import type { ParseConfig } from '../parse/internals'
import type { Part, Running, Started, Triggers } from '../part/part'
import { claimProcess } from './start/claim'
import { createdUserHooks, mutationHooks } from './graphql/mutations'
import { createHealth } from './shutdown/health'
import { createInFlight } from './shutdown/in-flight'
import { mountOn } from './host-app'
import { createLiveQuery } from './live-query/live-query'
import { createApps, type Mounting } from './mount'
import { resolveParseOptions } from './start/parse-options'
import { startParseServer } from './start/parse-server'
import type { ShutdownOptions } from './options'
import { pathsOf } from './paths'
import { endOnSigterm } from './shutdown/shutdown'

/** What is run. */
export interface Plan extends Pick<Mounting, 'settings' | 'graphql' | 'dashboard' | 'headers'> {
  /** The option `mountPath`. */
  mountPath: string | undefined
  shutdown: ShutdownOptions
  /** In the order in which anything meets them. */
  parts: Part[]
  /** Makes what the parts share. */
  share: (config: ParseConfig, besideApi: Running['besideApi']) => Shared
}

/** How it is closed. */
interface Closing {
  isClosing: () => boolean
  /** Closes the accounts as a whole. */
  close: () => Promise<void>
}

/** What all parts share, and how it ends. */
export interface Shared extends Pick<
  Running,
  'store' | 'counts' | 'nodes' | 'events' | 'sessions' | 'users' | 'invite' | 'allowsMail'
> {
  addTriggers: (triggers: Triggers) => void
  end: () => Promise<void>
}

/** An API that answers requests. */
export interface RunningApi {
  running: Running
  attach: (server: Server) => Promise<void>
  /** Waits for the answers to the requests under way. */
  answered: () => Promise<void>
  stop: () => Promise<void>
}

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

/** Starts Parse Server and the parts, and mounts what answers when all of it runs. */
async function start(app: HostApp, plan: Plan & Closing) {
  const { parts, settings, share, mountPath, isClosing } = plan
  const publicUrl = await publicUrlOf(settings)
  const paths = pathsOf(publicUrl, mountPath)
  const parseOptions = resolveParseOptions(settings, publicUrl, parts, paths.besideApi)
  const prepare = (config: ParseConfig) => parts.flatMap((part) => part.prepare?.(config) ?? [])
  const { besideApi } = paths
  const { server, hooks, stop: stopParseServer } = await startParseServer(parseOptions, prepare)
  const { addTriggers, end, ...shared } = share(server.config, besideApi)
  const running: Running = { config: server.config, publicUrl, besideApi, ...shared, isClosing }
  const inFlight = createInFlight()
  const health = createHealth(plan.shutdown)
  const started: Started[] = []
  const stop = async () => {
    for (const { close } of started.reverse()) await close?.()
    await end()
    await stopParseServer()
  }
  try {
    await startParts(parts, running, hooks, addTriggers, started)
    const liveQuery = parseOptions.liveQuery
      ? createLiveQuery({
          config: server.config,
          options: parseOptions,
          paths: [paths.api, paths.publicApi],
          nodes: shared.nodes,
        })
      : undefined
    running.sessions.onEnded((tokens) => liveQuery?.closeSockets(tokens))
    for (const each of [mutationHooks, createdUserHooks(), ...(liveQuery?.hooks ?? [])]) hooks.add(each)
    const routes = [...health.routes, ...started.flatMap((does) => does.routes ?? [])]
    const operations = started.flatMap((does) => does.operations ?? [])
    const count = [inFlight.count, health.letGo]
    const mounting = { server, publicUrl, paths, routes, operations, count, isClosing }
    const apps = createApps({ ...plan, ...mounting })
    mountOn(app, apps)
    return { running, liveQuery, answered: inFlight.answered, drain: health.drain, stop }
  } catch (thrown) {
    await stop()
    throw thrown instanceof AccountsError ? thrown : startError(thrown)
  }
}

/**
 * Runs the API on a host's app. If that fails, nothing is mounted and nothing is left running.
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
