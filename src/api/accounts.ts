/** What `createAccounts` gives, as hosts see it. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { SessionOf } from './browser-session'
import type { MailTo } from './email'
import type { OutboxControl } from './outbox'
import type { SecurityEvent } from './security'
import type { Sessions } from './sessions'
import type { LogInEvent } from './sign-in'
import type { TriggerFailure } from './triggers'
import type { Users } from './users'

/** An Express app or router, version 4 or 5. */
export interface HostApp {
  use(handler: (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void): unknown
}

/** What `accounts.on` reports. */
export interface AccountsEvents {
  /** Somebody has logged in, by whatever way. */
  login: [LogInEvent]
  /** A trigger of yours took too long and was cut off, or threw where nothing can be refused any more. */
  triggerFailed: [TriggerFailure]
  /** What matters to security: log-ins, failures, changes of accounts, limits. Each one is in the log too, at `info`. */
  security: [SecurityEvent]
  /**
   * A mail could not be handed over, or was given up: `verification`, `passwordReset`, the name of another template, or
   * `message` for `Parse.Cloud.sendEmail`; and why. Never its link or token.
   */
  emailFailed: [{ kind: string; reason: string }]
}

/** A Parse Server with all that belongs to accounts, for one Express app. */
export interface Accounts {
  /**
   * Starts Parse Server and mounts everything on the app, or on a router of it, after what was mounted before. If it
   * fails, nothing is mounted and nothing is left running; it may be tried again.
   * @throws {AccountsError} `ERR_MOUNTED`, `ERR_SECOND_INSTANCE`, `ERR_CLOSED`, `ERR_START`, `ERR_OPTIONS`.
   */
  mount(app: HostApp): Promise<void>
  /**
   * Waits until the HTTP server listens, adds LiveQuery (with `parseServer.liveQuery`) to it, and on SIGTERM ends
   * everything in order. To be called right after `listen()`: it waits for a server that was not told to listen.
   * @throws {AccountsError} `ERR_LISTEN` when the server can't listen, `ERR_NOT_MOUNTED`, `ERR_CLOSED`.
   */
  attach(server: Server): Promise<void>
  /**
   * The sessions of users; its functions reject with `ERR_NOT_MOUNTED` before `mount()`, and `ERR_CLOSED` after
   * `close()`.
   */
  readonly sessions: Sessions
  /** What operators do to users. Its functions reject as those of `sessions`. */
  readonly users: Users
  /**
   * The session that a browser has from the account pages, by its cookie; null where it has none, or one that has
   * ended. Null too for a request that may change something (any but GET, HEAD and OPTIONS) and was not sent by a page
   * of the same origin.
   * @throws {AccountsError} `ERR_NOT_MOUNTED`, `ERR_CLOSED`.
   * @example const session = await accounts.sessionOf(req)
   */
  sessionOf: SessionOf
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
  /**
   * Sends a mail with a link to sign up, also where `guards.closedSignUp` has closed that. It works for seven days and
   * once, and for this address, which is verified then.
   * @param options.locale of the mail, as `de`. @default that of `email.locale`
   * @returns whether it is on its way: not to an address that a user has.
   * @throws {TypeError} for what is no address. {AccountsError} `ERR_MAIL` where no e-mail is configured, `ERR_OPTIONS` with
   *   `pages: false`, `ERR_NOT_MOUNTED`, `ERR_CLOSED`.
   */
  invite(email: string, options?: { locale?: string }): Promise<boolean>
  /** Mails that are kept: none with `outbox: false`. Its functions reject as those of `sessions`. */
  readonly outbox: OutboxControl
  /**
   * Listens to an event. Listeners may be asynchronous; nobody waits for them, and what they throw is logged.
   * @returns these accounts.
   */
  on<Name extends keyof AccountsEvents>(
    event: Name,
    listener: (...args: AccountsEvents[Name]) => unknown,
  ): Accounts
  /** Lets requests and mail in flight finish, then closes all connections but the host's own server. Safe to call twice. */
  close(): Promise<void>
}
