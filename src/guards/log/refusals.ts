/**
 * Guard: parse-server logs what it refuses, a wrong password as well, with the stack of where it was thrown. That is no
 * fault: whoever reads the log looks for faults, and anybody could fill it.
 */
import { internals } from '../../parse/internals'

/** What Cloud Code throws by mistake has the code of a failed script. */
function isRefusal(thrown: Error): boolean {
  const { Error } = internals.Parse()
  const faults: unknown[] = [Error.INTERNAL_SERVER_ERROR, Error.SCRIPT_FAILED]
  return thrown instanceof Error && !faults.includes((thrown as { code?: unknown }).code)
}

/** Of a refusal, name and reason only; of a fault, where it was thrown too. */
export const stackToLog = (thrown: Error): string => {
  const { name, message, stack = '' } = thrown as Partial<Error>
  if (!isRefusal(thrown)) return stack
  return message ? `${name}: ${message}` : String(name)
}
