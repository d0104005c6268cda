/** A user whose ACL lets nobody in is disabled: parse-server refuses the log-in, and this the sessions there are. */
import { blockOf } from '../blocked/state'
import type { Hooks } from '../../parse/hooks'
import type { Auth, ParseConfig, Row } from '../../parse/internals'
import { hasEnded } from './asking-session'
import { isOperators } from './session-store'

/** As parse-server has it: no ACL at all lets everybody in. Whom an operator has blocked is out too. */
export const isLockedOut = (user: Row): boolean => {
  const { ACL } = user
  const isDisabled = typeof ACL === 'object' && ACL !== null && Object.keys(ACL).length === 0
  return isDisabled || blockOf(user) !== undefined
}

/** An operator's session of a disabled user, by `loginAs`. */
async function isOfOperator({ databaseController }: ParseConfig, sessionToken: string): Promise<boolean> {
  const [session] = await databaseController.find('_Session', { sessionToken }, { limit: 1 })
  return session !== undefined && isOperators(session)
}

/**
 * Refuses tokens of the time before there were sessions, and sessions of disabled users, however they came to be: by a
 * log-in that was on its way, on another node, or before this package was there.
 */
export function lockedOutHooks(config: ParseConfig): Hooks {
  const isOut = ({ user }: Auth) => user !== undefined && isLockedOut(user.toJSON())
  return {
    'Auth.getAuthForSessionToken': async (next, parts) => {
      const found = await next(parts)
      if (isOut(found) && !(await isOfOperator(config, parts.sessionToken))) throw hasEnded()
      return found
    },
    // It would be in the user's row, where nothing ends it and who may write there could set it.
    'Auth.getAuthForLegacySessionToken': () => Promise.reject(hasEnded()),
  }
}
