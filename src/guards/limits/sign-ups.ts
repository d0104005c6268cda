/** Limits sign-ups by address, whichever way they come: before the password is hashed, and any mail is sent. */
import type { Hooks } from '../../parse/hooks'
import type { AddressOf } from './addresses'
import type { Meter, Outcome } from './meter'
import type { Limits } from './options'

/** A log-in by a provider is asked for in the same way; refused sign-ups count, as they tell which names are taken. */
const isSignUp = (outcome: Outcome<unknown>): boolean =>
  'thrown' in outcome || (outcome.result as { status?: number }).status === 201

export const signUpHooks = ({ signUp }: Limits, meter: Meter, addressOf: AddressOf): Hooks => ({
  'rest.create': (next, config, auth, className, ...rest) => {
    const work = () => next(config, auth, className, ...rest)
    const subject = className === '_User' && !auth.isMaster ? addressOf() : undefined
    if (subject === undefined) return work()
    return meter.attempt([{ name: 'signUp.perAddress', limit: signUp.perAddress, subject }], work, isSignUp)
  },
})
