/** The error of a wrong code, to be told from all others with the same number. */
import { parseError } from '../../parse/errors'

const errors = new WeakSet<object>()

/** @param message as parse-server's adapter has it */
export function wrongCode(message = 'Invalid MFA token'): Error {
  const error = parseError('SCRIPT_FAILED', message)
  errors.add(error)
  return error
}

export const isWrongCode = (thrown: unknown): boolean => errors.has(thrown as object)

/** The adapter throws texts. */
export const asWrongCode = (thrown: unknown): unknown =>
  typeof thrown === 'string' && thrown.startsWith('Invalid MFA token') ? wrongCode(thrown) : thrown

/** Whether a log-in lacks nothing but a code that is right. */
export const isCodeMissing = (thrown: unknown): boolean =>
  isWrongCode(thrown) ||
  String((thrown as { message?: unknown } | undefined)?.message).startsWith('Missing additional authData mfa')
