/** Limits wrong codes of a second factor, by the user whose it is: the password may be known already. */
import type { Hooks } from '../../parse/hooks'
import type { ParseUser, Provider } from '../../parse/internals'
import type { Meter } from './meter'
import type { Limits } from './options'
import { type Codes, withinCheck } from './sms'

/** What parse-server hands to an adapter. */
interface AdapterRequest {
  original?: ParseUser
}

/** What parse-server does next, when it has found out whether it is a log-in, a set-up or an update. */
interface Step {
  method?: string
  validator?: () => unknown
}

/** In which there is no code that could be a guess. Whoever sets up a number may send whatever they like beside it. */
function asksForCode(method: string | undefined, sent: unknown): boolean {
  const { token, mobile, old } = Object(sent) as Record<string, unknown>
  if (mobile !== undefined && method === 'validateSetUp') return true
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
      const validate = step?.validator
      if (!validate) return step
      const id = (request as AdapterRequest).original?.id
      const use: Codes = step.method === 'validateSetUp' ? 'set-up' : 'log-in'
      const work = () => withinCheck({ userId: id, use }, async () => validate())
      const isGuess = id !== undefined && !asksForCode(step.method, authData)
      const checks = isGuess
        ? [{ name: 'secondFactor.perAccount', limit: secondFactor.perAccount, subject: id }]
        : []
      return { ...step, validator: () => meter.attempt(checks, work, (outcome) => 'thrown' in outcome) }
    },
  }
}

export const secondFactorHooks = (limits: Limits, meter: Meter): Hooks => ({
  'authDataManager.getValidatorForProvider': (next, name) => {
    const provider = next(name)
    return name === 'mfa' && provider ? limited(provider, limits, meter) : provider
  },
})
