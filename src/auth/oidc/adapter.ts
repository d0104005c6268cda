/** The Parse auth adapter for Auth0: a plain object of closures, because parse-server copies its methods. */
import { orRefuse } from './token/errors'
import type { Identity } from './token/identity'
import { currentLogIn } from './login-context'
import type { Auth0Adapter, Auth0AuthData } from '../../api/sign-in'
import type { Auth0Verifier } from './token/verifier'

/** The identity of the log-in under way, for what that log-in itself put in place of the token. */
function identityUnderWay(authData: Auth0AuthData): Identity | undefined {
  const identity = currentLogIn()?.identity
  const keys = Object.keys(authData)
  return identity && keys.length === 1 && authData.id === identity.subject ? identity : undefined
}

/**
 * Leaves nothing but the subject, which comes from the token: what stays here is looked for, stored, and echoed
 * to the client.
 */
function strip(authData: Auth0AuthData, { subject }: Identity): void {
  for (const key of Object.keys(authData)) Reflect.deleteProperty(authData, key)
  authData.id = subject
}

/** @param verifyCredential decides about every credential */
export function createAdapter(verifyCredential: Auth0Verifier['verifyCredential']): Auth0Adapter {
  const identities = new WeakMap<Auth0AuthData, Identity>()
  const verify = async (authData: Auth0AuthData): Promise<Identity> => {
    const known = identities.get(authData) ?? identityUnderWay(authData)
    if (known) return known
    const identity = await orRefuse(() => verifyCredential(authData))
    strip(authData, identity)
    identities.set(authData, identity)
    return identity
  }
  const saveSubject = async (authData: Auth0AuthData) => ({ save: { id: (await verify(authData)).subject } })
  return {
    validateOptions() {
      // parse-server copies no `beforeFind` from an adapter. It has to verify, before `beforeLogin` runs.
      this.beforeFind = verify
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
