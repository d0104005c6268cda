/** Wires the parts together: the one file that knows them all. */
import { EventEmitter } from 'node:events'
import type { Server } from 'node:http'
import { containAdapter } from './adapters/email/contained-adapter'
import { resolveEmailAdapter } from './adapters/email/resolve-adapter'
import { AccountsError } from './errors'
import type { AccountsOptions, ResolvedOptions } from './options'
import { resolveOptions } from './resolve-options'
import { assertUnclaimed } from './server/claim'
import { checkParseOptions, resolveParseOptions } from './server/parse-options'
import { type HostApp, runApi, type RunningApi } from './server/run'

/** What `accounts.on` reports. */
export interface AccountsEvents {
  /** A mail to a user could not be handed over: what kind of mail, and why. Never its link or token. */
  emailFailed: [{ kind: 'verification' | 'passwordReset'; reason: string }]
}

/** A Parse Server with all that belongs to accounts, for one Express app. */
export interface Accounts {
  /**
   * Starts Parse Server and mounts everything on the app, after what was mounted before. If it fails, nothing
   * is mounted and nothing is left running; it may be tried again.
   * @throws {AccountsError} `ERR_MOUNTED`, `ERR_SECOND_INSTANCE`, `ERR_CLOSED`, `ERR_START`, `ERR_OPTIONS`.
   */
  mount(app: HostApp): Promise<void>
  /**
   * Adds LiveQuery (with `parseServer.liveQuery`) to the HTTP server, and on SIGTERM ends everything in order.
   * @throws {AccountsError} `ERR_NOT_MOUNTED`, `ERR_CLOSED`.
   */
  attach(server: Server): Promise<void>
  /** Listens to an event; listeners must not throw. */
  on<Name extends keyof AccountsEvents>(
    event: Name,
    listener: (...args: AccountsEvents[Name]) => void,
  ): Accounts
  /** Lets requests and mail in flight finish, then closes all connections but the host's own server. Safe to call twice. */
  close(): Promise<void>
}

/** Mails under way get this long when closing. */
const drainSeconds = 10

type EmailFailure = AccountsEvents['emailFailed'][0]

/** Checks as much as can be known before anything starts. */
function prepare(options: ResolvedOptions, onEmailFailed: (failure: EmailFailure) => void) {
  const adapter = resolveEmailAdapter(options)
  const email = adapter && containAdapter(adapter, (kind, reason) => onEmailFailed({ kind, reason }))
  const parseOptions = (publicUrl: URL) => resolveParseOptions(options.parseServer, publicUrl, email)
  checkParseOptions(parseOptions(new URL('http://localhost/parse')))
  return { email, parseOptions }
}

/**
 * Checks the options and prepares everything; starts nothing.
 * @throws {AccountsError} `ERR_OPTIONS`, naming every wrong option; `ERR_SECOND_INSTANCE`.
 * @example
 * const accounts = createAccounts({ parseServer: { appId, masterKey, databaseURI, publicServerURL } })
 * await accounts.mount(app)
 */
export function createAccounts(input: AccountsOptions): Accounts {
  const options = resolveOptions(input)
  assertUnclaimed()
  const events = new EventEmitter<AccountsEvents>()
  let api: Promise<RunningApi> | undefined
  let closed: Promise<void> | undefined

  const onEmailFailed = (failure: EmailFailure) => {
    void api?.then(({ logError }) => logError(`A ${failure.kind} e-mail was not sent: ${failure.reason}`))
    events.emit('emailFailed', failure)
  }
  const { email, parseOptions } = prepare(options, onEmailFailed)

  const refuseWhenClosed = () => {
    if (closed) throw new AccountsError('ERR_CLOSED', 'These accounts were closed: create new ones.')
  }
  const closeAll = async () => {
    const running = await api?.catch(() => undefined)
    await running?.answered()
    await email?.drain(drainSeconds * 1000)
    await running?.stop()
  }
  const close = () => (closed ??= closeAll())
  const accounts: Accounts = {
    mount: async (app) => {
      refuseWhenClosed()
      if (api) throw new AccountsError('ERR_MOUNTED', 'These accounts are mounted already, and can be once.')
      api = runApi(app, {
        options,
        parseOptions,
        isClosed: () => closed !== undefined,
        close,
      })
      await api.catch((thrown: unknown) => {
        api = undefined
        throw thrown
      })
    },
    attach: async (server) => {
      refuseWhenClosed()
      if (!api)
        throw new AccountsError('ERR_NOT_MOUNTED', 'Call `await accounts.mount(app)` before attach().')
      await (await api).attach(server)
    },
    on: (event, listener) => {
      events.on(event, listener as never)
      return accounts
    },
    close,
  }
  return accounts
}
