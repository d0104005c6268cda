/**
 * A wrong code is a failed log-in: it counts where accounts are locked, and is told of. parse-server begins to count
 * anew with a right password, so that somebody who has it could try codes for ever.
 */
import type { Hooks } from '../../parse/hooks'
import { isNotFound, parseError } from '../../parse/errors'
import { internals, type Row } from '../../parse/internals'
import { userById } from '../../parse/user-rows'
import type { Events } from '../../part/part'
import { accountOf } from '../lockout/account'
import { inTurn } from '../lockout/attempts'
import { type AdapterRequest, allows, codeIn, type Method, type Outcome, type Sent } from './adapter'
import { hasSecondFactor } from './factors'
import { storedIn } from './opened'
import { isWrongCode } from './wrong-code'

/** parse-server's counter begins anew for it. */
const withoutFactors = ({ authData: _factors, ...row }: Row): Row => row

/** The counter of failed log-ins; nothing where no accounts are locked. */
async function counterOf({ config, original }: AdapterRequest) {
  if (!config.accountLockout) return undefined
  const user = await userById(config.database, original?.id)
  if (!user) return undefined
  const AccountLockout = internals.AccountLockout()
  return new AccountLockout(withoutFactors(user), config)
}

const accountIn = ({ config, original }: AdapterRequest) =>
  config.accountLockout && original?.id !== undefined
    ? accountOf(config, config.accountLockout, original.id)
    : undefined

/** Whether a code is to prove who somebody is, not that a new number or app works. */
const isProof = (method: Method, sent: Sent) =>
  method === 'validateLogin' || (method === 'validateUpdate' && sent.old !== undefined)

/** Whether a code is to be sent by SMS: nobody guesses with that, and the gateway may take its time. */
const asksForCode = (request: AdapterRequest, code: unknown): boolean =>
  code === 'request' && allows(request.config, 'SMS') && storedIn(request).mobile !== undefined

/** Of an update of a user, parse-server makes "Permission denied" of 101, as if there were no session. */
async function asLocked<Result>(method: Method, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (thrown) {
    const isLocked = isNotFound(thrown) && method === 'validateUpdate'
    throw isLocked ? parseError('SCRIPT_FAILED', (thrown as Error).message) : thrown
  }
}

/**
 * Checks a code that is to prove who somebody is.
 * @throws {Parse.Error} 101 when the account is locked, 141 for an update; what `check` throws
 */
export async function counted(
  events: Events,
  request: AdapterRequest,
  { method, sent }: { method: Method; sent: Sent },
  check: () => Promise<Outcome | undefined>,
): Promise<Outcome | undefined> {
  if (!isProof(method, sent)) return check()
  const counter = await counterOf(request)
  const locks = <Result>(work: () => Promise<Result>) => asLocked(method, work)
  const attempt = async () => {
    try {
      const outcome = await check()
      if (method === 'validateLogin') await counter?._setFailedLoginCount(0)
      return outcome
    } catch (thrown) {
      if (isWrongCode(thrown)) {
        events.emit('secondFactorFailed', { userId: String(request.original?.id) })
        await locks(async () => counter?.handleLoginAttempt(false))
      }
      throw thrown
    }
  }
  const account = accountIn(request)
  if (!account) return attempt()
  const failures = () => locks(account.failures)
  if (!asksForCode(request, codeIn(method, sent))) return inTurn({ ...account, failures }, attempt)
  await failures()
  return attempt()
}

export const counterHooks: Hooks = {
  'AccountLockout._setFailedLoginCount': async function (next, value) {
    // The code has yet to be checked.
    if (!hasSecondFactor(this._user)) await next(value)
  },
}
