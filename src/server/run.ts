/** Runs Parse Server on a host's app and HTTP servers, and takes everything back in order. */
import type { Server } from 'node:http'
import { AccountsError, type OptionProblem, optionsError, reasonOf } from '../errors'
import type { MailSystem } from '../adapters/email/mail-system'
import { type RunningAuth, startAuth } from '../auth/start-auth'
import type { Auth0 } from '../auth/auth0/auth0'
import { isSignUp, type LogInEvent, type OnSession } from '../auth/log-in-events'
import type { Sessions } from '../auth/session-info'
import type { RunningNotices } from '../notices/start-notices'
import type { ResolvedOptions } from '../options'
import { claimProcess } from './claim'
import type { HostApp } from './host-app'
import { closeSockets, startLiveQuery } from './live-query'
import { createApps } from './mount'
import { endOnSigterm } from './orderly-end'
import { apiPath } from './paths'
import { startParseServer } from './parse-server'
import { createRequests } from './requests'
import { shareLedger } from './shared-ledger'
import { startAnswers, startMail } from './start-mail'

/** What `runApi` needs. */
export interface RunParts {
  options: ResolvedOptions
  /** The complete options of Parse Server for a public URL. */
  parseOptions: (publicUrl: URL) => Record<string, unknown>
  /** Mail, where it is configured. */
  mail: MailSystem | undefined
  /** Sign-in with Auth0, where it is used. */
  auth0: Auth0 | undefined
  onLogIn: (event: LogInEvent) => void
  isClosed: () => boolean
  /** Closes the accounts as a whole. */
  close: () => Promise<void>
}

/** An API that answers requests. */
export interface RunningApi {
  attach: (server: Server) => Promise<void>
  sessions: Sessions
  logError: (message: string) => void
  /** Waits for the answers to the requests under way. */
  answered: () => Promise<void>
  stop: () => Promise<void>
}

const problem = (path: string, message: string): OptionProblem[] => [{ path, message }]

async function publicUrlOf({ publicServerURL }: ResolvedOptions['parseServer']): Promise<URL> {
  const url = typeof publicServerURL === 'function' ? await publicServerURL() : publicServerURL
  if (typeof url === 'string' && URL.canParse(url)) return new URL(url)
  throw optionsError(problem('parseServer.publicServerURL', 'the function did not return a URL'))
}

const startError = (cause: unknown) =>
  new AccountsError('ERR_START', `The accounts did not start: ${reasonOf(cause)}`, { cause })

/** Starts Parse Server and mounts its API when it runs. */
async function start(app: HostApp, parts: RunParts) {
  const publicUrl = await publicUrlOf(parts.options.parseServer)
  const parseOptions = parts.parseOptions(publicUrl)
  const running = await startParseServer(parseOptions)
  const { count: countRequest, answered } = createRequests()
  let auth: RunningAuth | undefined
  let mail: RunningNotices | undefined
  let stopAnswers: (() => void) | undefined
  const { open: openLedger, close: closeLedger } = shareLedger(
    running.server.config.databaseController.adapter,
  )
  const surroundings = { ...parts, server: running.server, publicUrl, openLedger }
  const onSession: OnSession = (event, client) => {
    if (!isSignUp(event)) parts.onLogIn(event)
    mail?.onSession(event, client)
  }
  const stop = async () => {
    stopAnswers?.()
    auth?.stop()
    mail?.stop()
    await closeLedger()
    await running.stop()
  }
  try {
    mail = await startMail(surroundings)
    auth = await startAuth({ ...surroundings, onSession })
    stopAnswers = startAnswers(surroundings)
    const apps = createApps({ ...parts, ...auth, server: running.server, publicUrl, countRequest })
    for (const each of apps) app.use(each)
  } catch (thrown) {
    await parts.mail?.drain(0)
    await stop()
    throw thrown instanceof AccountsError ? thrown : startError(thrown)
  }
  return { ...running, stop, auth, publicUrl, parseOptions, answered }
}

/**
 * Runs the API on a host's app. If that fails, nothing is mounted and nothing is left running.
 * @throws {AccountsError} `ERR_SECOND_INSTANCE`, `ERR_START`.
 */
export async function runApi(app: HostApp, parts: RunParts): Promise<RunningApi> {
  const release = claimProcess()
  const started = await start(app, parts).catch((thrown: unknown) => {
    release()
    throw thrown
  })
  const { server, auth, publicUrl, parseOptions, answered } = started
  const servers = new Set<Server>()
  const endings: (() => unknown)[] = []
  return {
    attach: async (httpServer) => {
      if (servers.size === 0) endings.push(endOnSigterm(servers, parts.close))
      servers.add(httpServer)
      if (!parseOptions.liveQuery) return
      const liveQuery = await startLiveQuery(httpServer, apiPath(publicUrl), parseOptions)
      auth.onRevoked((sessionTokens) => closeSockets(liveQuery, sessionTokens))
      endings.push(() => liveQuery.shutdown())
    },
    sessions: auth.sessions,
    logError: (message) => server.config.loggerController.error(message),
    answered,
    stop: async () => {
      for (const end of endings) await end()
      await started.stop()
      release()
    },
  }
}
