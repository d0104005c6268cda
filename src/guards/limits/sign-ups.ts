/** Limits sign-ups by address, whichever way they come: before the password is hashed, and any mail is sent. */
import { hasCode } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { AddressOf } from './addresses'
import type { Meter, Outcome } from './meter'
import type { Limits } from './options'

/** A log-in by a provider is asked for in the same way. A refusal that tells which names are taken counts too. */
function isSignUp(outcome: Outcome<unknown>): boolean {
  if ('result' in outcome) return (outcome.result as { status?: number }).status === 201
  return hasCode(outcome.thrown, 'USERNAME_TAKEN', 'EMAIL_TAKEN')
}

export const signUpHooks = ({ signUp }: Limits, meter: Meter, addressOf: AddressOf): Hooks => ({
  'rest.create': (next, config, auth, className, ...rest) => {
    const work = () => next(config, auth, className, ...rest)
    const subject = className === '_User' && !auth.isMaster ? addressOf() : undefined
    if (subject === undefined) return work()
    return meter.attempt([{ name: 'signUp.perAddress', limit: signUp.perAddress, subject }], work, isSignUp)
  },
})
