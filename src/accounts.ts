/** Wires the parts together: the one file that knows them all. */
import type { Server } from 'node:http'
import type { MailTo } from './adapters/email/email-adapter'
import { createMailSystem } from './adapters/email/mail-system'
import type { OutboxControl } from './adapters/email/outbox/control'
import type { Outbox } from './adapters/email/outbox/outbox'

import { createAuth0 } from './auth/auth0/auth0'
import type { LogInEvent } from './auth/log-in-events'
import type { Sessions } from './auth/session-info'
import { createUnverifiedRule } from './auth/unverified'
import { AccountsError } from './errors'
import { createEvents } from './events'
import type { AccountsOptions, ResolvedOptions } from './options'
import { resolveOptions } from './resolve-options'
import { assertUnclaimed } from './server/claim'
import { checkParseOptions, resolveParseOptions } from './server/parse-options'
import type { HostApp } from './server/host-app'
import { runApi, type RunningApi } from './server/run'

/** What `accounts.on` reports. */
export interface AccountsEvents {
  /** Somebody has logged in, by whatever way. */
  login: [LogInEvent]
  /**
   * A mail could not be handed over, or was given up: `verification`, `passwordReset`, the name of another template, or
   * `message` for `Parse.Cloud.sendEmail`; and why. Never its link or token.
   */
  emailFailed: [{ kind: string; reason: string }]
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
  /** The sessions of users; its functions reject with `ERR_NOT_MOUNTED` before `mount()`, and `ERR_CLOSED` after `close()`. */
  readonly sessions: Sessions
  /**
   * Sends a mail by template, in the language of whoever reads it. Resolves when the mail is kept, or (without an
   * outbox) handed over.
   * @param template one of the package's, or of your folder `email.templates`
   * @param to a `Parse.User`, an address, a list of them, or `{ to, cc, bcc, replyTo, attachments, locale }`
   * @param data values of the template; a `Date` is written as people of the language do
   * @throws {AccountsError} `ERR_TEMPLATE` for an unknown template, and a value that is missing or wrong; `ERR_MAIL`
   *   for wrong recipients and attachments, and where no e-mail is configured; `ERR_NOT_MOUNTED`, `ERR_CLOSED`.
   */
  sendMail(template: string, to: MailTo, data?: Record<string, unknown>): Promise<void>
  /** Mails that are kept: none with `outbox: false`. Its functions reject as those of `sessions`. */
  readonly outbox: OutboxControl
  /** Listens to an event. Listeners may be asynchronous; nobody waits for them, and what they throw is logged. */
  on<Name extends keyof AccountsEvents>(
    event: Name,
    listener: (...args: AccountsEvents[Name]) => unknown,
  ): Accounts
  /** Lets requests and mail in flight finish, then closes all connections but the host's own server. Safe to call twice. */
  close(): Promise<void>
}

/** Mails under way get this long when closing. */
const drainSeconds = 10

type EmailFailure = AccountsEvents['emailFailed'][0]

/** Checks as much as can be known before anything starts. */
function prepare(options: ResolvedOptions, onEmailFailed: (failure: EmailFailure) => void) {
  const mail = createMailSystem(options, (kind, reason) => onEmailFailed({ kind, reason }))
  const refusesUnverified = createUnverifiedRule(options.parseServer)
  const auth0 = options.auth0 && createAuth0(options.auth0, { refusesUnverified })
  const adapters = { email: mail?.adapter, auth0: auth0?.adapter }
  const parseOptions = (publicUrl: URL) => resolveParseOptions(options.parseServer, publicUrl, adapters)
  checkParseOptions(parseOptions(new URL('http://localhost/parse')))
  return { mail, auth0, parseOptions }
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
  let api: Promise<RunningApi> | undefined
  let closed: Promise<void> | undefined

  const logError = (message: string, ...errors: Error[]) =>
    void api?.then(
      (running) => running.logError(message, ...errors),
      () => undefined,
    )
  const events = createEvents<AccountsEvents>((name, error) =>
    logError(`A listener of the event "${name}" failed:`, error),
  )
  const onEmailFailed = (failure: EmailFailure) => {
    logError(`A ${failure.kind} e-mail was not sent: ${failure.reason}`)
    events.emit('emailFailed', failure)
  }
  const onLogIn = (event: LogInEvent) => events.emit('login', event)
  const { mail, auth0, parseOptions } = prepare(options, onEmailFailed)

  const refuseWhenClosed = () => {
    if (closed) throw new AccountsError('ERR_CLOSED', 'These accounts were closed: create new ones.')
  }
  const closeAll = async () => {
    const running = await api?.catch(() => undefined)
    await running?.answered()
    await mail?.drain(drainSeconds * 1000)
    await running?.stop()
  }
  const close = () => (closed ??= closeAll())
  const mounted = async (action: string): Promise<RunningApi> => {
    refuseWhenClosed()
    if (!api)
      throw new AccountsError('ERR_NOT_MOUNTED', `Call \`await accounts.mount(app)\` before ${action}.`)
    return api
  }
  const kept = async (): Promise<Outbox | undefined> => {
    await mounted('outbox')
    return mail?.outbox()
  }
  const accounts: Accounts = {
    mount: async (app) => {
      refuseWhenClosed()
      if (api) throw new AccountsError('ERR_MOUNTED', 'These accounts are mounted already, and can be once.')
      api = runApi(app, {
        options,
        parseOptions,
        mail,
        auth0,
        onLogIn,
        isClosed: () => closed !== undefined,
        close,
      })
      await api.catch((thrown: unknown) => {
        api = undefined
        throw thrown
      })
    },
    attach: async (server) => {
      await (await mounted('attach()')).attach(server)
    },
    sendMail: async (template, to, data) => {
      await mounted('sendMail()')
      if (!mail) throw new AccountsError('ERR_MAIL', 'No e-mail is configured: set `email`.')
      await mail.sendMail(template, to, data)
    },
    outbox: {
      list: async (filter) => (await kept())?.list(filter) ?? [],
      retry: async (id) => (await kept())?.retry(id) ?? false,
      discard: async (id) => (await kept())?.discard(id) ?? false,
      counts: () => mail?.outbox()?.counts() ?? { queued: 0, delivered: 0, failed: 0, retried: 0 },
    },
    sessions: {
      list: async (userId) => (await mounted('sessions')).sessions.list(userId),
      revoke: async (target) => (await mounted('sessions')).sessions.revoke(target),
    },
    on: (event, listener) => {
      events.on(event, listener)
      return accounts
    },
    close,
  }
  return accounts
}
