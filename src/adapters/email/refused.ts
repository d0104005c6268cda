/**
 * Of a mail to several, nodemailer rejects only when nobody is left who may get it; of the others it tells in its
 * answer.
 */
import { failureOf } from './outbox/failure'

/** What nodemailer answers; other adapters may answer anything. */
interface Answer {
  accepted?: unknown
  rejected?: unknown
  /** Why, with codes. */
  rejectedErrors?: unknown
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/**
 * @param answer of an adapter that has taken a mail
 * @returns how many recipients were refused and why, in codes only; nothing when all of them get it
 */
export function refusalIn(answer: unknown): string | undefined {
  const { accepted, rejected, rejectedErrors } = (answer ?? {}) as Answer
  const refused = listOf(rejected).length
  if (refused === 0) return undefined
  const reasons = new Set(listOf(rejectedErrors).map((error) => failureOf(error).reason))
  const all = refused + listOf(accepted).length
  return [`${refused} of ${all} recipients were refused, the others have it.`, ...reasons].join(' ')
}
