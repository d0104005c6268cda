/** What operators do to users: `accounts.users`. */
import type { Users } from '../../api/users'
import { unlock } from '../../auth/lockout/account'
import { WrongArgument } from '../../errors'
import { configOf } from '../../parse/request/request-config'
import { deletion } from '../../parse/values'
import type { Running } from '../../part/part'
import { logInsOf } from '../audit/history'
import { blockFrom, writeBlock } from './block'
import { deleteUser } from './delete'
import { exportUser } from './export'
import { createLogInAs } from './log-in-as'
import { sendReset, sendVerification } from './mails'
import type { UserDataOptions } from './options'

/** What users need of the rest. */
export interface UsersParts extends Pick<Running, 'config' | 'sessions' | 'events' | 'besideApi'> {
  userData: UserDataOptions
  /** Where the pages are; nothing where there are none. */
  pagesPath: string | undefined
}

const usualLimit = 100
/** There may be much to delete; clients and proxies give up later than that. */
const hostSeconds = 30

function assertId(userId: unknown, action: keyof Users): void {
  if (typeof userId !== 'string' || userId === '')
    throw new WrongArgument(`${action}() expects the id of a user.`)
}

function assertLimit(limit: unknown): void {
  if (!Number.isSafeInteger(limit) || Number(limit) < 1)
    throw new WrongArgument('history() expects `limit` to be a whole number above 0.')
}

/** What is done to users, each with its event; ids are checked already. */
function actionsOn(parts: UsersParts): Users {
  const { config, sessions, events, userData } = parts
  const { databaseController: database } = config
  const configNow = () => configOf(config.appId)
  const dataParts = () => ({ config: configNow(), sessions, userData, seconds: hostSeconds })
  return {
    block: async (userId, options = {}) => {
      const isThere = await writeBlock(database, userId, blockFrom(options))
      if (!isThere) return false
      events.emit('userBlocked', { userId })
      await sessions.revoke(userId)
      return true
    },
    unblock: async (userId) => {
      const isThere = await writeBlock(database, userId, deletion)
      if (isThere) events.emit('userUnblocked', { userId })
      return isThere
    },
    unlock: async (userId) => {
      const isThere = await unlock(database, userId)
      if (isThere) events.emit('accountUnlocked', { userId })
      return isThere
    },
    delete: (userId) => deleteUser(dataParts(), userId),
    export: async (userId) => {
      const exported = await exportUser(dataParts(), userId)
      if (exported) events.emit('userExported', { userId })
      return exported
    },
    revokeSessions: (userId) => sessions.revoke(userId),
    sendVerification: async (userId) => {
      const isSent = await sendVerification(configNow(), userId)
      if (isSent) events.emit('verificationSent', { userId })
      return isSent
    },
    sendReset: (userId) => sendReset(configNow(), userId),
    history: async (userId, { limit = usualLimit } = {}) => {
      assertLimit(limit)
      return logInsOf(database, userId, limit)
    },
    logInAs: createLogInAs(parts),
  }
}

type Action = (userId: string, ...options: unknown[]) => Promise<unknown>

export function createUsers(parts: UsersParts): Users {
  const checked = Object.entries(actionsOn(parts)).map(([name, act]) => {
    const check: Action = async (userId, ...options) => {
      assertId(userId, name as keyof Users)
      return (act as Action)(userId, ...options)
    }
    return [name, check]
  })
  return Object.fromEntries(checked) as Users
}
