/**
 * Guard: of answers to writes, parse-server leaves out what is protected. Of users who sign up, or log in by a provider, it
 * does not know that they are those users: they would not get their own address, though they may read it.
 */
import type { Hooks } from '../parse/hooks'

export const ownFieldGuard: Hooks = {
  'RestWrite.filterProtectedFieldsInResponse': async function (next) {
    const isOwn = this.className === '_User' && !this.query
    if (!isOwn || this.config.protectedFieldsOwnerExempt === false) await next()
  },
}
