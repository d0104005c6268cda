/**
 * Guards around auth providers: a provider that is not configured is refused with Parse error 252 instead of
 * HTTP 500, and an adapter that would accept everybody is refused at construction.
 */
import { type OptionProblem, reasonOf } from '../errors'
import type { Hooks } from '../parse/hooks'
import { parseError } from '../parse/errors'
import { internals, type ParseConfig, type Provider } from '../parse/internals'

/** Parse throws 252 `UNSUPPORTED_SERVICE` for a provider without validator; `/challenge` asks it nothing. */
const unsupported: Provider = { validator: undefined, adapter: {} }

const isAuthData = (value: unknown): value is { id?: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Adapters expect an object, and with an `id` a text: parse-server would store anything else. */
function checkAuthData(authData: unknown): void {
  if (
    isAuthData(authData) &&
    (authData.id === undefined || (typeof authData.id === 'string' && authData.id !== ''))
  )
    return
  throw parseError(
    'UNSUPPORTED_SERVICE',
    'authData of a provider must be an object, and its id a non-empty string.',
  )
}

function checking(provider: Provider): Provider {
  const { validator } = provider
  if (!validator) return provider
  const checked = async (authData: unknown, ...rest: unknown[]) => {
    checkAuthData(authData)
    return validator(authData, ...rest)
  }
  return { ...provider, validator: checked }
}

/** Only providers that the host listed, and `anonymous`, get a validator: names such as `constructor` don't. */
export function providerGuard({ auth = {} }: Pick<ParseConfig, 'auth'>): Hooks {
  const isConfigured = (name: string) => name === 'anonymous' || Object.hasOwn(auth, name)
  return {
    'authDataManager.getValidatorForProvider': (next, name) => {
      const provider = isConfigured(name) ? next(name) : undefined
      return provider ? checking(provider) : unsupported
    },
  }
}

/**
 * An adapter that extends parse-server's `AuthAdapter` without a `validateAuthData` of its own inherits one
 * that does nothing: parse-server would log in anybody, whatever `validateLogin` says.
 */
function acceptsEverybody(provider: unknown): boolean {
  const AuthAdapter = internals.AuthAdapter()
  const adapter = internals.loadAdapter()(provider)
  return adapter instanceof AuthAdapter && adapter.validateAuthData === AuthAdapter.prototype.validateAuthData
}

function problemOf(name: string, auth: Record<string, unknown>): string | undefined {
  try {
    internals.loadAuthAdapter()(name, auth)
    if (!acceptsEverybody(auth[name])) return undefined
  } catch (thrown) {
    return `can't be used: ${reasonOf(thrown)}`
  }
  return 'extends AuthAdapter without its own validateAuthData, so that anybody could log in: implement it, or give a plain object with just the methods you mean'
}

/** What is wrong with the adapters given in `parseServer.auth`. */
export function authProblems(auth: Record<string, unknown> = {}): OptionProblem[] {
  return Object.keys(auth).flatMap((name) => {
    const message = problemOf(name, auth)
    return message ? [{ path: `parseServer.auth.${name}`, message }] : []
  })
}
