/** Refusals of log-ins by triggers: told of where they are made, and nowhere else. */
import { own } from '../../guards/faults/thrown-values'
import { internals } from '../../parse/internals'

const refusals = new WeakSet<object>()

/** As parse-server has it: what is no Parse error gets the code 141. @returns the Parse error of what was thrown */
function asParseError(thrown: unknown): Error {
  const { Error: ParseError } = internals.Parse()
  const value = own(thrown)
  if (value instanceof ParseError) return value
  const { message = value } = Object(value) as { message?: unknown }
  const isSilent = message === undefined || message === null || message === ''
  // Neither a number nor an object is a message to TypeScript, but they reach the client as they are.
  const words = isSilent ? 'Script failed. Unknown error.' : (message as string)
  return new ParseError(ParseError.SCRIPT_FAILED ?? 141, words)
}

/** @returns the Parse error with which the log-in is refused */
export function markRefusal(thrown: unknown): Error {
  const refusal = asParseError(thrown)
  refusals.add(refusal)
  return refusal
}

export const isTriggerRefusal = (thrown: unknown): boolean => refusals.has(thrown as object)
