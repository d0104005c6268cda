/**
 * Limits wrong codes of a second factor, by the user whose it is: the password may be known already. Codes by SMS cost
 * money and prove nothing: requests for them have a count of their own, however they end.
 */
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

/** What parse-server sends an SMS for, and in which there is no code that could be a guess. */
function asksForCode(sent: unknown): boolean {
  const { token, mobile, old } = Object(sent) as Record<string, unknown>
  if (old !== undefined) return false
  return token === 'request' || (mobile !== undefined && token === undefined)
}

function limited(provider: Provider, { secondFactor }: Limits, meter: Meter): Provider {
  const { validator } = provider
  if (!validator) return provider
  return {
    ...provider,
    validator: async (authData, asking, user, request) => {
      const step = (await validator(authData, asking, user, request)) as Step | undefined
      const work = step?.validator
      const id = (request as AdapterRequest).original?.id
      if (!work || id === undefined) return step
      const isRequest = asksForCode(authData)
      const subject = isRequest ? `${id} asks for codes` : id
      const check = { name: 'secondFactor.perAccount', limit: secondFactor.perAccount, subject }
      const counts = (outcome: object) => isRequest || 'thrown' in outcome
      return { ...step, validator: () => meter.attempt([check], async () => work(), counts) }
    },
  }
}

export const secondFactorHooks = (limits: Limits, meter: Meter): Hooks => ({
  'authDataManager.getValidatorForProvider': (next, name) => {
    const provider = next(name)
    return name === 'mfa' && provider ? limited(provider, limits, meter) : provider
  },
})
