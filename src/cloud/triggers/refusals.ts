/** Refusals of log-ins by triggers: told of where they are made, and nowhere else. */
import { internals } from '../../parse/internals'

const refusals = new WeakSet<object>()

/** A host may have a copy of Parse of its own, whose errors parse-server does not know. */
const isForeign = (thrown: unknown): thrown is { code: number; message: string } =>
  thrown instanceof Error &&
  thrown.constructor.name === 'ParseError' &&
  typeof (thrown as { code?: unknown }).code === 'number'

/** As parse-server has it: what is no Parse error gets the code 141. @returns the Parse error of what was thrown */
function asParseError(thrown: unknown): Error {
  const { Error: ParseError } = internals.Parse()
  if (thrown instanceof ParseError) return thrown
  if (isForeign(thrown)) return new ParseError(thrown.code, thrown.message)
  const message = typeof thrown === 'string' ? thrown : (thrown as { message?: unknown } | undefined)?.message
  const text = typeof message === 'string' && message !== '' ? message : 'Script failed. Unknown error.'
  return new ParseError(ParseError.SCRIPT_FAILED ?? 141, text)
}

/** @returns the Parse error with which the log-in is refused */
export function markRefusal(thrown: unknown): Error {
  const refusal = asParseError(thrown)
  refusals.add(refusal)
  return refusal
}

export const isTriggerRefusal = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && refusals.has(thrown)
