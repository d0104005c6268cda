/** Changes the address when the link to the new one is opened. */
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { internals, type ParseConfig, type RestWrite } from '../../parse/internals'
import { field } from './schema'
import { type ConfirmationTokens, isConfirmation } from './tokens'

const remove = { __op: 'Delete' }

const noLink = () => parseError('OBJECT_NOT_FOUND', 'This link is no longer valid.')

/**
 * The update is that of an operator, by which triggers, LiveQuery and caches learn of the new address. It changes the user
 * only as long as the address waits, which makes a link that is opened many times at once change it once. Of several
 * links to the same address each can be used, until one is.
 */
function createConfirm({ appId }: ParseConfig, tokens: ConfirmationTokens) {
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
  }
}

const isConfirming = ({ className, query }: RestWrite) => className === '_User' && field in (query ?? {})

/** Confirms addresses by the links of ours, on parse-server's pages. */
export function confirmHooks(config: ParseConfig, tokens: ConfirmationTokens): Hooks {
  const confirm = createConfirm(config, tokens)
  return {
    // parse-server takes the address for one that has yet to be verified.
    'RestWrite._validateEmail': async function (next) {
      await next()
      if (!isConfirming(this)) return
      const verified = {
        emailVerified: true,
        _email_verify_token: remove,
        _email_verify_token_expires_at: remove,
      }
      Object.assign(this.data, verified)
      delete this.storage.sendVerificationEmail
    },
    'UserController.verifyEmail': (next, token) => (isConfirmation(token) ? confirm(token) : next(token)),
  }
}
