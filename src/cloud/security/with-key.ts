/**
 * What Cloud Code does with the master key to another user than the one whose request has come to it, an operator does:
 * Parse Server calls itself within that request, whose address and device are not those of the user whom it is about.
 */
import type { Hooks } from '../../parse/hooks'
import type { Auth } from '../../parse/internals'
import { asOperator, isOperating, masterNamed, withSession } from '../../parse/request/operator'
import { currentRequest } from '../../parse/request/request'
import { createScope } from '../../parse/request/scope'
import { isReset } from '../../auth/ownership/resets'

/** Who writes to users without the key: on the account page, no request of Parse Server's says so. */
const asking = createScope<string>('who asks')

/** Who has no session, as on the way to a new password, may be the user. */
function isAnothers(userId: unknown): boolean {
  const askingId = asking.get() ?? currentRequest()?.incoming?.auth?.user?.id
  return askingId !== undefined && askingId !== userId
}

/** An operation that is under way knows better who it is; whoever has a link is its user, whoever else is signed in. */
const isByOperator = (userId: unknown): boolean => !isOperating() && !isReset() && isAnothers(userId)

function told<Result>(auth: Auth, userId: unknown, write: () => Result): Result {
  if (auth.isMaster) return isByOperator(userId) ? asOperator(masterNamed(undefined), write) : write()
  const { id } = auth.user ?? {}
  return id === undefined ? write() : withSession(auth, () => asking.run(id, write))
}

export const withKeyHooks: Hooks = {
  'rest.update': (next, config, auth, className, where, ...rest) => {
    const update = () => next(config, auth, className, where, ...rest)
    return className === '_User' ? told(auth, where.objectId, update) : update()
  },
  'rest.del': (next, config, auth, className, objectId, ...rest) => {
    const remove = () => next(config, auth, className, objectId, ...rest)
    return className === '_User' ? told(auth, objectId, remove) : remove()
  },
}
