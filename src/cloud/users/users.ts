/** What operators do to users: `accounts.users`. */
import type { Users } from '../../api/users'
import { unlock } from '../../auth/lockout/account'
import { internals, type RequestConfig } from '../../parse/internals'
import type { Running } from '../../part'
import { blockFrom, writeBlock } from './block'
import { deleteUser } from './delete'
import { exportUser } from './export'
import type { UserDataOptions } from './options'

function assertId(userId: unknown, action: keyof Users): void {
  if (typeof userId !== 'string' || userId === '')
    throw new TypeError(`${action}() expects the id of a user.`)
}

export function createUsers(
  {
    config: { appId, databaseController: database },
    sessions,
    events,
  }: Pick<Running, 'config' | 'sessions' | 'events'>,
  userData: UserDataOptions,
): Users {
  const configNow = () => internals.Config().get(appId) as RequestConfig
  return {
    block: async (userId, options = {}) => {
      assertId(userId, 'block')
      const isThere = await writeBlock(database, userId, blockFrom(options))
      if (!isThere) return false
      events.emit('userBlocked', { userId })
      await sessions.revoke(userId)
      return true
    },
    unblock: async (userId) => {
      assertId(userId, 'unblock')
      const isThere = await writeBlock(database, userId, { __op: 'Delete' })
      if (isThere) events.emit('userUnblocked', { userId })
      return isThere
    },
    unlock: async (userId) => {
      assertId(userId, 'unlock')
      const isThere = await unlock(database, userId)
      if (isThere) events.emit('accountUnlocked', { userId })
      return isThere
    },
    delete: (userId) => {
      assertId(userId, 'delete')
      return deleteUser({ config: configNow(), sessions, userData }, userId)
    },
    export: async (userId) => {
      assertId(userId, 'export')
      const exported = await exportUser({ config: configNow(), sessions, userData }, userId)
      if (exported) events.emit('userExported', { userId })
      return exported
    },
  }
}
