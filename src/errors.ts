/** The errors of the package: what went wrong, as a stable code, and what to do next. */
import { types } from 'node:util'

/**
 * - `ERR_OPTIONS` an option is missing or wrong; `problems` names each one.
 * - `ERR_MOUNTED` `mount()` was called a second time on the same accounts.
 * - `ERR_SECOND_INSTANCE` another accounts instance runs in this process.
 * - `ERR_CLOSED` the accounts were closed and can't be used again.
 * - `ERR_NOT_MOUNTED` something that needs a running server was called before `mount()` had finished.
 * - `ERR_START` Parse Server did not start: database, cloud code or another of its parts failed.
 * - `ERR_LISTEN` the HTTP server can't listen: its port is taken, for example; the message says what to do.
 * - `ERR_TEMPLATE` a template of a mail or a page is broken, or was given wrong values; the message names file and place.
 * - `ERR_MAIL` a mail can't be sent as asked: no e-mail is configured, or a recipient or an attachment is wrong.
 */
export type AccountsErrorCode =
  | 'ERR_OPTIONS'
  | 'ERR_MOUNTED'
  | 'ERR_SECOND_INSTANCE'
  | 'ERR_CLOSED'
  | 'ERR_NOT_MOUNTED'
  | 'ERR_START'
  | 'ERR_LISTEN'
  | 'ERR_TEMPLATE'
  | 'ERR_MAIL'

/** One wrong option: its path (`parseServer.appId`) and what is expected there. Never its value. */
export interface OptionProblem {
  path: string
  message: string
}

/** Thrown by `createAccounts` and the functions of its result. */
export class AccountsError extends Error {
  override readonly name = 'AccountsError'
  readonly code: AccountsErrorCode
  /** Every wrong option, for `ERR_OPTIONS`; empty otherwise. */
  readonly problems: readonly OptionProblem[]

  constructor(
    code: AccountsErrorCode,
    message: string,
    details: { problems?: readonly OptionProblem[]; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.code = code
    this.problems = details.problems ?? []
  }
}

/** What a function was called with makes no sense; not a `TypeError` of a fault, as `fetch` throws one, too. */
export class WrongArgument extends TypeError {}

/** An `ERR_OPTIONS` error whose message lists every problem, one a line. */
export function optionsError(problems: readonly OptionProblem[], taker = 'createAccounts()'): AccountsError {
  const lines = problems.map(({ path, message }) => `  ${path}: ${message}`)
  return new AccountsError('ERR_OPTIONS', [`Wrong options for ${taker}:`, ...lines].join('\n'), {
    problems,
  })
}

/** The text of whatever was thrown: parse-server throws strings and `undefined` too, and sandboxes their own errors. */
export function reasonOf(thrown: unknown): string {
  if (types.isNativeError(thrown) || thrown instanceof Error) return thrown.message
  return typeof thrown === 'string' ? thrown : 'unknown reason'
}
