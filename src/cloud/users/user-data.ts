/** The host's functions about one user: what hangs is cut off, so that the next call begins anew. */
import { parseError } from '../../parse/errors'
import { timedOut, within } from '../within'
import type { UserDataOptions } from './options'

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
  throw parseError('SCRIPT_FAILED', `${message} See what it waits for, and try again.`)
}
