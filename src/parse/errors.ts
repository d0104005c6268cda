/** Refuses a request with a Parse error. */
import { internals } from './internals'

/** Names of the codes of `Parse.Error`. */
export type ParseErrorName =
  | 'INVALID_JSON'
  | 'INVALID_VALUE'
  | 'INVALID_QUERY'
  | 'INVALID_CLASS_NAME'
  | 'INVALID_KEY_NAME'
  | 'INCORRECT_TYPE'
  | 'INVALID_ACL'
  | 'INVALID_EMAIL_ADDRESS'
  | 'USERNAME_MISSING'
  | 'PASSWORD_MISSING'
  | 'OBJECT_TOO_LARGE'
  | 'UNSUPPORTED_SERVICE'
  | 'INVALID_SESSION_TOKEN'
  | 'SESSION_MISSING'
  | 'OBJECT_NOT_FOUND'
  | 'CONNECTION_FAILED'
  | 'OTHER_CAUSE'
  | 'OPERATION_FORBIDDEN'
  | 'USERNAME_TAKEN'
  | 'EMAIL_TAKEN'
  | 'EMAIL_NOT_FOUND'
  | 'ACCOUNT_ALREADY_LINKED'
  | 'DUPLICATE_VALUE'
  | 'SCRIPT_FAILED'
  | 'FILE_SAVE_ERROR'
  | 'VALIDATION_ERROR'
  | 'INTERNAL_SERVER_ERROR'
  | 'REQUEST_LIMIT_EXCEEDED'

/** A `Parse.Error` of parse-server's own copy of Parse: any other copy's would become HTTP 500. */
export function parseError(name: ParseErrorName, message: string): Error {
  const { Error } = internals.Parse()
  return new Error(Error[name] ?? 1, message)
}

/** @throws {Parse.Error} always. */
export function refuse(name: ParseErrorName, message: string): never {
  throw parseError(name, message)
}

/** Whether it is one of these errors, from whichever copy of Parse. */
export function hasCode(thrown: unknown, ...names: ParseErrorName[]): boolean {
  const code = (thrown as { code?: unknown } | null | undefined)?.code
  const { Error } = internals.Parse()
  return names.some((name) => Error[name] === code)
}

/** Whether it is parse-server's "Object not found": of an update or a deletion, that nothing fits its condition. */
export const isNotFound = (thrown: unknown): boolean => hasCode(thrown, 'OBJECT_NOT_FOUND')

const faults = new WeakSet<object>()

/** Marks a refusal that only operators can help, with words for them. */
export function asFault(refusal: Error): Error {
  faults.add(refusal)
  return refusal
}

/** What nobody can help but the operators: neither a refusal of Parse, nor a token that is none of ours. */
export function isFault(thrown: unknown): boolean {
  const { INTERNAL_SERVER_ERROR, CONNECTION_FAILED } = internals.Parse().Error
  if (thrown === undefined || typeof thrown === 'string') return false
  if (faults.has(thrown as object)) return true
  const { code } = (thrown ?? {}) as { code?: unknown }
  if (typeof code === 'number') return [INTERNAL_SERVER_ERROR, CONNECTION_FAILED].includes(code)
  return !String(code).startsWith('ERR_J')
}
