/**
 * Limits failed log-ins where REST, GraphQL, batches, Cloud Code and the Backendless routes meet: before bcrypt, and before
 * anybody is asked about a provider's token or code.
 */
import { hasCode, isNotFound } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Fields, ParseConfig, RoutedRequest } from '../../parse/internals'
import { accountNamedIn, currentPassword } from '../../parse/request/log-in-request'
import { normalized } from '../../parse/values'
import type { AddressOf } from './addresses'
import type { Meter, Outcome } from './meter'
import type { Check } from './windows'
import type { Limits } from './options'

/** In one form for all ways to write it. */
function accountOf(request: RoutedRequest): string | undefined {
  const named = accountNamedIn(request)?.trim()
  return named === undefined ? undefined : normalized(named, 'NFKC').toLowerCase()
}

/** A wrong name, password, token or code; not what was missing, nor a fault. */
const isWrong = (outcome: Outcome<unknown>): boolean =>
  'thrown' in outcome && hasCode(outcome.thrown, 'OBJECT_NOT_FOUND', 'SCRIPT_FAILED', 'VALIDATION_ERROR')

/** Of an update, a password that is not the current one; what is written has refusals of its own. */
const isWrongPassword = (outcome: Outcome<unknown>): boolean =>
  'thrown' in outcome && isNotFound(outcome.thrown)

const hasProviders = ({ authData }: Fields): boolean =>
  typeof authData === 'object' && authData !== null && Object.values(authData).some((data) => data !== null)

/** @param hasLockout where the host locks accounts, which says more than a limit would */
export function logInHooks(
  { logIn }: Limits,
  meter: Meter,
  addressOf: AddressOf,
  { accountLockout }: Pick<ParseConfig, 'accountLockout'>,
): Hooks {
  function everywhere(): Check[] {
    const subject = addressOf()
    return [
      { name: 'logIn.overall', limit: logIn.overall, subject: '' },
      ...(subject ? [{ name: 'logIn.perAddress', limit: logIn.perAddress, subject }] : []),
    ]
  }
  function toAccount(account: string | undefined): Check[] {
    if (account === undefined || accountLockout) return []
    const address = addressOf()
    const { perAccount, perAccountAndAddress } = logIn
    const subject = JSON.stringify([account, address])
    return [
      { name: 'logIn.perAccount', limit: perAccount, subject: account },
      ...(address ? [{ name: 'logIn.perAccountAndAddress', limit: perAccountAndAddress, subject }] : []),
    ]
  }
  return {
    'UsersRouter._authenticateUserFromRequest': (next, request) =>
      meter.attempt([...everywhere(), ...toAccount(accountOf(request))], () => next(request), isWrong),
    'rest.update': (next, config, auth, className, where, fields, ...rest) => {
      const work = () => next(config, auth, className, where, fields, ...rest)
      const isCheck = className === '_User' && !auth.isMaster && currentPassword in fields
      const account = JSON.stringify(['id', where.objectId])
      return isCheck ? meter.attempt([...everywhere(), ...toAccount(account)], work, isWrongPassword) : work()
    },
    'rest.create': (next, config, auth, className, fields, ...rest) => {
      const work = () => next(config, auth, className, fields, ...rest)
      const isLogIn = className === '_User' && !auth.isMaster && hasProviders(fields)
      return isLogIn ? meter.attempt(everywhere(), work, isWrong) : work()
    },
  }
}
