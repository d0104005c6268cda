/**
 * Deletes a user with all that is theirs. What this package keeps goes with any deletion (`deletedUserHooks`); here the
 * host is asked for its own classes first, as whoever is still there can be deleted again.
 */
import { createTurns } from '../../guards/limits/turns'
import { isNotFound } from '../../parse/errors'
import { internals, type RequestConfig } from '../../parse/internals'
import { userById } from '../../parse/user-rows'
import type { ManagedSessions } from '../../part/part'
import type { UserDataOptions } from './options'
import { runUserData } from './user-data'

export interface UserDataParts {
  config: RequestConfig
  sessions: Pick<ManagedSessions, 'list' | 'revoke'>
  userData: UserDataOptions
  /** How long a function of the host's may take. */
  seconds: number
}

const turns = createTurns()

/** One after the other: the host's function need not be ready to meet itself. */
async function inTurn<Result>(userId: string, work: () => Promise<Result>): Promise<Result> {
  const rooms = await turns.enter({
    rooms: () => [{ key: userId, max: 1 }],
    failed: () => Promise.resolve(new Map<string, number>()),
  })
  try {
    return await work()
  } finally {
    turns.leave(rooms)
  }
}

async function deleteAll(parts: UserDataParts, objectId: string): Promise<boolean> {
  const { config, sessions, userData, seconds } = parts
  const user = await userById(config.database, objectId)
  if (!user) return false
  // While the user is there: tokens of providers are told by it.
  await sessions.revoke(objectId)
  await runUserData('delete', userData, { userId: objectId, seconds })
  try {
    await internals.rest().del(config, internals.auth().master(config), '_User', objectId, {})
    return true
  } catch (thrown) {
    if (isNotFound(thrown)) return false
    throw thrown
  }
}

/** @returns whether there was such a user */
export const deleteUser = (parts: UserDataParts, userId: string): Promise<boolean> =>
  inTurn(userId, () => deleteAll(parts, userId))
