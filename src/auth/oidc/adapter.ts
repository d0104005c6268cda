/** The Parse auth adapter of a provider: a plain object of closures, because parse-server copies its methods. */
import { orRefuse } from './token/errors'
import type { Identity } from './token/identity'
import { currentLogIn } from './login/login-context'
import type { ProviderAdapter, ProviderAuthData } from '../../api/sign-in'
import type { Provider } from './provider'
import type { Verifier } from './token/verifier'

/**
 * The identity of the log-in under way, for what that log-in itself put in place of the token. A subject at one
 * provider proves nothing at another.
 */
function identityUnderWay(name: string, authData: ProviderAuthData): Identity | undefined {
  const logIn = currentLogIn()
  const identity = logIn?.provider === name ? logIn.identity : undefined
  const keys = Object.keys(authData)
  return identity && keys.length === 1 && authData.id === identity.subject ? identity : undefined
}

/**
 * Leaves nothing but the subject, which comes from the token: what stays here is looked for, stored, and echoed
 * to the client.
 */
function strip(authData: ProviderAuthData, { subject }: Identity): void {
  for (const key of Object.keys(authData)) Reflect.deleteProperty(authData, key)
  authData.id = subject
}

/** What parse-server has of its own under names such as `keycloak`, and would ask in place of this adapter. */
const notOurs = ['validateAuthData', 'validateAppId', 'challenge', 'policy', 'afterFind'] as const

/** @param verifyCredential decides about every credential */
export function createAdapter(
  { name, title }: Pick<Provider, 'name' | 'title'>,
  verifyCredential: Verifier['verifyCredential'],
): ProviderAdapter {
  const identities = new WeakMap<ProviderAuthData, Identity>()
  const verify = async (authData: ProviderAuthData): Promise<Identity> => {
    const known = identities.get(authData) ?? identityUnderWay(name, authData)
    if (known) return known
    const identity = await orRefuse(title, () => verifyCredential(authData))
    strip(authData, identity)
    identities.set(authData, identity)
    return identity
  }
  const saveSubject = async (authData: ProviderAuthData) => ({
    save: { id: (await verify(authData)).subject },
  })
  return {
    validateOptions() {
      // parse-server copies no `beforeFind` from an adapter. It has to verify, before `beforeLogin` runs.
      this.beforeFind = verify
      for (const method of notOurs) this[method] = undefined
    },
    validateSetUp: async (authData) => {
      const saved = await saveSubject(authData)
      await currentLogIn()?.onSetUp?.()
      return saved
    },
    validateLogin: async (authData) => {
      await verify(authData)
      return { doNotSave: true }
    },
    validateUpdate: saveSubject,
  }
}
