/**
 * `beforeLogin` and `afterLogin` for log-ins with a provider, as for those with a password. parse-server runs the first
 * one before it has looked at the credential, and for users it knows only; the second one not at all.
 */
import { linkOf } from '../../auth/oidc/login/link'
import { currentLogIn } from '../../auth/oidc/login/login-context'
import { cloudInstallation } from '../../parse/auth-of'
import type { Hooks } from '../../parse/hooks'
import type { RestWrite, Row } from '../../parse/internals'
import { runLogInTrigger, withinWayIn } from '../../parse/request/way-in'
import { userById } from '../../parse/user-rows'
import type { Part } from '../../part/part'
import { providersIn } from '../login'

/** None for an update, and a sign-up with a password. */
const providerOf = ({ query, storage, data }: RestWrite): string | undefined => {
  if (query) return undefined
  const names = storage.authProvider ?? providersIn(data).join()
  return currentLogIn()?.provider ?? (names === '' ? undefined : names)
}

/** The log-in of ours that a write is; Cloud Code may log in others meanwhile. */
function logInOf({ data }: RestWrite) {
  const logIn = currentLogIn()
  return logIn && linkOf(data, logIn.provider)?.id === logIn.identity.subject ? logIn : undefined
}

/** All of the user: the answer to a sign-up has little. */
async function rowOf({ config, response }: RestWrite, isNewUser: boolean): Promise<Row> {
  const answered = response?.response ?? {}
  if (!isNewUser) return answered
  const { objectId, sessionToken } = answered
  const row = await userById(config.database, objectId)
  return { ...row, objectId, ...(sessionToken !== undefined && { sessionToken }) }
}

const isCloudCode = ({ auth }: RestWrite) => auth.installationId === cloudInstallation

function providerTriggerHooks(): Hooks {
  /** What parse-server would have run too early. */
  const waiting = new WeakMap<object, () => Promise<void>>()
  async function runWaiting(write: object): Promise<void> {
    const run = waiting.get(write)
    waiting.delete(write)
    await run?.()
  }
  return {
    'RestWrite.runBeforeLoginTrigger': function (next, user) {
      const provider = providerOf(this) ?? ''
      const logIn = logInOf(this)
      const run = async () => next((await logIn?.onFound?.(user)) ?? user)
      waiting.set(this, () => withinWayIn({ provider, isNewUser: false }, run))
      return Promise.resolve()
    },
    'Auth.handleAuthDataValidation': async (next, authData, write, found) => {
      const validated = await next(authData, write, found)
      await runWaiting(write)
      return validated
    },
    'RestWrite.createSessionToken': async function (next) {
      const provider = isCloudCode(this) ? undefined : providerOf(this)
      if (provider === undefined) return next()
      const { config, auth, context } = this
      const isNewUser = this.response?.status === 201
      const logIn = { config, auth, context, wayIn: { provider, isNewUser } }
      // Of the master key, no credential is looked at.
      await runWaiting(this)
      if (isNewUser) await runLogInTrigger('beforeLogin', await rowOf(this, true), logIn)
      await next()
      // A provider of ours may refuse the session yet.
      if (!currentLogIn()) await runLogInTrigger('afterLogin', await rowOf(this, isNewUser), logIn)
    },
  }
}

/** Inside of all that may refuse a credential, or a session. */
export const providerTriggers: Part = {
  name: 'provider triggers',
  start: async () => ({ hooks: [providerTriggerHooks()] }),
}
