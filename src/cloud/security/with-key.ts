/**
 * What Cloud Code does with the master key to another user than the one whose request has come to it, an operator does: Parse
 * Server calls itself within that request, whose address and device are not those of the user whom it is about.
 */
import type { Hooks } from '../../parse/hooks'
import type { Auth } from '../../parse/internals'
import { asOperator, currentOperator, masterNamed } from '../../parse/request/operator'
import { currentRequest } from '../../parse/request/request'

/** Who has no session, as on the way to a new password, may be the user. */
function isAnothers(userId: unknown): boolean {
  const asking = currentRequest()?.incoming?.auth?.user?.id
  return asking !== undefined && asking !== userId
}

/** An operation that is under way knows better who it is. */
const isWithKey = ({ isMaster }: Auth, className: string, userId: unknown): boolean =>
  className === '_User' && isMaster && !currentOperator() && isAnothers(userId)

export const withKeyHooks: Hooks = {
  'rest.update': (next, config, auth, className, where, ...rest) => {
    const update = () => next(config, auth, className, where, ...rest)
    return isWithKey(auth, className, where.objectId) ? asOperator(masterNamed(undefined), update) : update()
  },
  'rest.del': (next, config, auth, className, objectId, ...rest) => {
    const remove = () => next(config, auth, className, objectId, ...rest)
    return isWithKey(auth, className, objectId) ? asOperator(masterNamed(undefined), remove) : remove()
  },
}
