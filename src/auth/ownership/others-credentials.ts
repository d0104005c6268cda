/**
 * The ACL of a user may let others write, as those who moderate: that must not give them the account. parse-server lets
 * them set a password, and answers with a session of that user.
 */
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { RestWrite } from '../../parse/internals'

/** With each of these somebody can log in, or get the mail that lets them in. */
const credential = /^(password|authData|email|username)(\.|$)/

/** Whoever has no session is refused by parse-server. */
const isOfAnother = ({ className, query, auth }: RestWrite) =>
  className === '_User' && query && auth.user && !auth.isMaster && auth.user.id !== query.objectId

async function refuseCredentials({ config, query, runOptions }: RestWrite): Promise<never> {
  // Those who may not write to the user learn nothing about it.
  await config.database.update('_User', query ?? {}, {}, runOptions, true, true)
  refuse(
    'OPERATION_FORBIDDEN',
    'The username, the e-mail address, the password and the authData of another user need the master key.',
  )
}

export const othersCredentialHooks: Hooks = {
  'RestWrite.validateAuthData': async function (next) {
    if (isOfAnother(this) && Object.keys(this.data).some((field) => credential.test(field)))
      await refuseCredentials(this)
    return next()
  },
  'RestWrite.createSessionToken': async function (next) {
    // The host's `beforeSave` may have set a password.
    if (!isOfAnother(this)) await next()
  },
}
