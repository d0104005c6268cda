/** Limits wrong codes of a second factor, by the user whose it is: the password may be known already. */
import type { Hooks } from '../../parse/hooks'
import type { ParseUser, Provider } from '../../parse/internals'
import type { Meter } from './meter'
import type { Limits } from './options'

/** What parse-server hands to an adapter. */
interface AdapterRequest {
  original?: ParseUser
}

/** What parse-server does next, when it has found out whether it is a log-in, a set-up or an update. */
interface Step {
  validator?: () => unknown
}

function limited(provider: Provider, { secondFactor }: Limits, meter: Meter): Provider {
  const { validator } = provider
  if (!validator) return provider
  return {
    ...provider,
    validator: async (authData, asking, user, request) => {
      const step = (await validator(authData, asking, user, request)) as Step | undefined
      const work = step?.validator
      const subject = (request as AdapterRequest).original?.id
      if (!work || subject === undefined) return step
      const check = { name: 'secondFactor.perAccount', limit: secondFactor.perAccount, subject }
      const isWrong = (outcome: object) => 'thrown' in outcome
      return { ...step, validator: () => meter.attempt([check], async () => work(), isWrong) }
    },
  }
}

export const secondFactorHooks = (limits: Limits, meter: Meter): Hooks => ({
  'authDataManager.getValidatorForProvider': (next, name) => {
    const provider = next(name)
    return name === 'mfa' && provider ? limited(provider, limits, meter) : provider
  },
})
