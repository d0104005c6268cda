/** Changes the address when the link to the new one is opened. */
import { parseError } from '../../parse/errors'
import { internals, type ParseConfig, type ParseUser, type RestWrite } from '../../parse/internals'
import { replaceMethods } from '../../parse/replace-methods'
import { userOf } from './confirmation-mail'
import { field } from './schema'
import { type ConfirmationTokens, isConfirmation } from './tokens'

/** Is told of an address that was changed; the user has the new one. */
export type OnChanged = (user: ParseUser, oldEmail: string, newEmail: string) => void

const remove = { __op: 'Delete' }

const noLink = () => parseError('OBJECT_NOT_FOUND', 'This link is no longer valid.')

/**
 * The update is that of an operator, by which triggers, LiveQuery and caches learn of the new address. It changes the user
 * only as long as the address waits, which makes a link that is opened many times at once change it once. Of several
 * links to the same address each can be used, until one is.
 */
function createConfirm({ appId }: ParseConfig, tokens: ConfirmationTokens, onChanged: OnChanged) {
  return async (token: string): Promise<void> => {
    const { userId, newEmail, replaces } = await tokens.read(token)
    const config = internals.Config().get(appId)
    if (!config) throw noLink()
    const waiting = { objectId: userId, [field]: newEmail }
    const [user] = await config.database.find('_User', waiting, { limit: 1 })
    if (!user || !replaces(user.email)) throw noLink()
    const where = { ...waiting, email: user.email }
    const changes = { email: newEmail, emailVerified: true, [field]: remove }
    await internals.rest().update(config, internals.auth().master(config), '_User', where, changes)
    onChanged(userOf({ ...user, emailVerified: true }, newEmail), String(user.email), newEmail)
  }
}

const isConfirming = ({ className, query }: RestWrite) => className === '_User' && field in (query ?? {})

/** parse-server takes the address for one that has yet to be verified. */
function hookValidation(): () => void {
  const { prototype } = internals.RestWrite()
  const former = { ...prototype }
  return replaceMethods(prototype, {
    _validateEmail: async function () {
      await former._validateEmail.call(this)
      if (!isConfirming(this)) return
      const verified = {
        emailVerified: true,
        _email_verify_token: remove,
        _email_verify_token_expires_at: remove,
      }
      Object.assign(this.data, verified)
      delete this.storage.sendVerificationEmail
    },
  })
}

/** @returns a function that takes the hooks back */
export function hookConfirming(
  config: ParseConfig,
  tokens: ConfirmationTokens,
  onChanged: OnChanged,
): () => void {
  const { userController } = config
  const verifyEmail = userController.verifyEmail.bind(userController)
  const confirm = createConfirm(config, tokens, onChanged)
  const restores = [
    hookValidation(),
    replaceMethods(userController, {
      verifyEmail: (token) => (isConfirmation(token) ? confirm(token) : verifyEmail(token)),
    }),
  ]
  return () => restores.forEach((restore) => restore())
}
