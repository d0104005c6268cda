/**
 * Notices of changes of an account: password, e-mail address, ways to log in, second factor. They go to the address
 * from before.
 */
import { secondFactorChange } from '../../auth/mfa/factors'
import type { Fields, Row } from '../../parse/internals'
import { changesEmail, changesPassword, linkedProviders, masked } from './changes'
import { circumstances } from '../../parse/request/circumstances'
import type { Notices } from './send'
import type { UserListener } from '../user-changes'

export function createAccountChanges({
  isWanted,
  attempt,
  send,
}: Notices): Pick<UserListener, 'isOfInterest' | 'onUpdated'> {
  function tell(name: Parameters<Notices['send']>[0], user: Row, values: object = {}): void {
    if (isWanted(name)) attempt(name, () => send(name, user, { ...circumstances(), ...values }))
  }
  return {
    isOfInterest: (fields: Fields) =>
      (isWanted('passwordChanged') && changesPassword(fields)) ||
      (isWanted('emailChanged') && 'email' in fields) ||
      ((isWanted('identityLinked') || isWanted('secondFactorRemoved')) && 'authData' in fields),
    onUpdated: (before, fields) => {
      if (changesPassword(fields)) tell('passwordChanged', before)
      if (changesEmail(before, fields)) tell('emailChanged', before, { newEmail: masked(fields.email) })
      if (secondFactorChange(before, fields).removed) tell('secondFactorRemoved', before)
      for (const provider of linkedProviders(before, fields)) tell('identityLinked', before, { provider })
    },
  }
}
