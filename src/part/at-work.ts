/**
 * Refusals while the host is at work. They have the code of a fault, so that clients come back later, but operators
 * have no need to hear of them: it is they who have shut the door.
 */
import { parseError } from '../parse/errors'

const usual = 'Log-ins and sign-ups are closed for now: we are at work here. Try again later.'

const refusals = new WeakMap<object, string>()

/** @param words of the host; empty where it has none */
export function atWorkError(words: string): Error {
  const refusal = parseError('CONNECTION_FAILED', words || usual)
  refusals.set(refusal, words)
  return refusal
}

/** @returns the words of the host, empty where it has none; nothing for all else that was thrown */
export const wordsAtWork = (thrown: unknown): string | undefined => refusals.get(thrown as object)
