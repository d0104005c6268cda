/**
 * Guards around auth providers: a provider that is not configured is refused with Parse error 252 instead of
 * HTTP 500, users who have an identity of one can be read, and an adapter that would accept everybody is refused at
 * construction.
 */
import { isObject } from '../option-kinds/kinds'
import { type OptionProblem, reasonOf } from '../errors'
import type { Hooks } from '../parse/hooks'
import { parseError } from '../parse/errors'
import { internals, type ParseConfig, type Provider } from '../parse/internals'
import { actsAsUser } from '../parse/request/operator'

/** Parse throws 252 `UNSUPPORTED_SERVICE` for a provider without validator; `/challenge` asks it nothing. */
const unsupported: Provider = { validator: undefined, adapter: {} }

/** Adapters expect an object, and with an `id` a text: parse-server would store anything else. */
function checkAuthData(authData: unknown): void {
  if (
    isObject(authData) &&
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

/** Why an adapter can't be used: some of parse-server's throw where the host has no options for them. */
function faultOf(name: string, auth: Record<string, unknown>): string | undefined {
  try {
    internals.loadAuthAdapter()(name, auth)
    return undefined
  } catch (thrown) {
    return reasonOf(thrown)
  }
}

/**
 * Only providers that the host listed, and `anonymous`, get a validator: names such as `constructor` don't. Of an identity
 * whose adapter can't say what may be seen of it, users see the id: parse-server would let nobody read them any more, once
 * a host no longer has that provider. The master key sees what is stored. An operator in a session of a user does not see
 * the id by which everybody could log in as the user when the session has ended.
 */
export function providerGuard({ auth = {} }: Pick<ParseConfig, 'auth'>): Hooks {
  const isConfigured = (name: string) => name === 'anonymous' || Object.hasOwn(auth, name)
  const canShow = (name: string) => isConfigured(name) || faultOf(name, auth) === undefined
  return {
    'authDataManager.getValidatorForProvider': (next, name) => {
      const provider = isConfigured(name) ? next(name) : undefined
      return provider ? checking(provider) : unsupported
    },
    'authDataManager.runAfterFind': async (next, request, authData) => {
      if (authData?.anonymous && actsAsUser(request.auth)) authData.anonymous = {}
      const others = Object.keys(authData ?? {}).filter((name) => !canShow(name))
      if (!authData || others.length === 0) return next(request, authData)
      const identities = others.map((name) => [name, authData[name]] as const)
      for (const name of others) Reflect.deleteProperty(authData, name)
      await next(request, authData)
      for (const [name, identity] of identities)
        if (request.auth.isMaster) authData[name] = identity
        else if (isObject(identity) && identity.id !== undefined) authData[name] = { id: identity.id }
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
  const fault = faultOf(name, auth)
  if (fault !== undefined) return `can't be used: ${fault}`
  return acceptsEverybody(auth[name])
    ? 'extends AuthAdapter without its own validateAuthData, so that anybody could log in: implement it, or give a plain object with just the methods you mean'
    : undefined
}

/** What is wrong with the adapters given in `parseServer.auth`. */
export function authProblems(auth: Record<string, unknown> = {}): OptionProblem[] {
  return Object.keys(auth).flatMap((name) => {
    const message = problemOf(name, auth)
    return message ? [{ path: `parseServer.auth.${name}`, message }] : []
  })
}
