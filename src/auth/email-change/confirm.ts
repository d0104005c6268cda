/** Changes the address when the link to the new one is opened. */
import type { Hooks } from '../../parse/hooks'
import type { RestWrite } from '../../parse/internals'
import { noVerificationLink } from '../ownership/no-links'
import type { Changes } from './changes'
import { field } from './schema'
import { type ChangeTokens, isConfirmation } from './tokens'

const isConfirming = ({ className, query, data }: RestWrite) =>
  className === '_User' && field in (query ?? {}) && 'email' in data

/** Confirms addresses by the links of ours, on parse-server's pages. */
export function confirmHooks(changes: Changes, tokens: ChangeTokens): Hooks {
  const confirm = async (token: string) =>
    changes.settle(await tokens.readConfirmation(token), ({ newEmail }) => ({
      email: newEmail,
      emailVerified: true,
    }))
  return {
    // parse-server takes the address for one that has yet to be verified.
    'RestWrite._validateEmail': async function (next) {
      await next()
      if (!isConfirming(this)) return
      Object.assign(this.data, { emailVerified: true }, noVerificationLink)
      delete this.storage.sendVerificationEmail
    },
    'UserController.verifyEmail': (next, token) => (isConfirmation(token) ? confirm(token) : next(token)),
  }
}
