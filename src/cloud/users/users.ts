/** What operators do to users: `accounts.users`. */
import type { BlockOptions, Users } from '../../api/users'
import { type Block, field } from '../../auth/blocked/state'
import { unlock } from '../../auth/lockout/account'
import { isNotFound } from '../../parse/errors'
import type { Database } from '../../parse/internals'
import type { Running } from '../../part'

const longestReason = 500

function refuse(message: string): never {
  throw new TypeError(message)
}

function assertId(userId: unknown, action: string): void {
  if (typeof userId !== 'string' || userId === '') refuse(`${action}() expects the id of a user.`)
}

/** @throws {TypeError} for what makes no sense */
function blockFrom({ reason, until }: BlockOptions): Block {
  if (reason !== undefined && (typeof reason !== 'string' || reason.length > longestReason))
    refuse(`block() expects \`reason\` to be a text of ${longestReason} characters at most.`)
  if (until !== undefined && !(until instanceof Date && until.getTime() > Date.now()))
    refuse('block() expects `until` to be a Date to come.')
  return { ...(reason !== undefined && { reason }), ...(until && { until: until.toISOString() }) }
}

/** @returns whether there is such a user */
async function write(database: Database, objectId: string, value: object): Promise<boolean> {
  // Not at the start: whoever blocks nobody has no field of that name.
  await (await database.loadSchema()).validateObject('_User', { [field]: {} }, {})
  try {
    await database.update('_User', { objectId }, { [field]: value })
    return true
  } catch (thrown) {
    if (isNotFound(thrown)) return false
    throw thrown
  }
}

export function createUsers({ config, sessions, events }: Running): Users {
  const database = config.databaseController
  return {
    block: async (userId, options = {}) => {
      assertId(userId, 'block')
      const isThere = await write(database, userId, blockFrom(options))
      if (!isThere) return false
      events.emit('userBlocked', { userId })
      await sessions.revoke(userId)
      return true
    },
    unblock: async (userId) => {
      assertId(userId, 'unblock')
      const isThere = await write(database, userId, { __op: 'Delete' })
      if (isThere) events.emit('userUnblocked', { userId })
      return isThere
    },
    unlock: async (userId) => {
      assertId(userId, 'unlock')
      const isThere = await unlock(database, userId)
      if (isThere) events.emit('accountUnlocked', { userId })
      return isThere
    },
  }
}
