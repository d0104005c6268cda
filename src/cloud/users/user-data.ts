/** The host's functions about one user: what hangs is cut off, so that the next call begins anew. */
import { assertAnswer } from '../../guards/faults/unwritable'
import { asFault, parseError } from '../../parse/errors'
import { timedOut, within } from '../../part/within'
import type { UserDataOptions } from './options'

/** Its words are for operators. */
const failure = (message: string) => asFault(parseError('SCRIPT_FAILED', message))

/** @throws 141 for what can't be answered with, nor written into a file */
function assertJson(data: unknown): void {
  try {
    assertAnswer(data)
  } catch {
    const reasons = 'a circle, an invalid date, a BigInt, or a getter or toJSON that throws'
    throw failure(`userData.export has returned what is no JSON: it has ${reasons}.`)
  }
}

/** @throws what the function has thrown; 141 for one that has not ended in time */
export async function runUserData(
  name: keyof UserDataOptions,
  userData: UserDataOptions,
  { userId, seconds }: { userId: string; seconds: number },
): Promise<unknown> {
  const work = Promise.resolve().then(() => userData[name]?.({ userId }))
  const outcome = await within(work, seconds)
  if (outcome !== timedOut) return outcome
  const message = `userData.${name} has not ended after ${seconds} seconds.`
  throw failure(`${message} See what it waits for, and try again.`)
}

/** @throws as {@link runUserData} does; 141 for data that can't be written as JSON */
export async function exportUserData(
  userData: UserDataOptions,
  about: { userId: string; seconds: number },
): Promise<unknown> {
  const data = await runUserData('export', userData, about)
  assertJson(data)
  return data
}
