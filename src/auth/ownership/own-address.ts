/**
 * An address in a write that changes none: forms send all fields, whatever was changed. The present address again would
 * be unverified and get a mail, and the empty one would be an address, which one user only can have.
 */
import type { Hooks } from '../../parse/hooks'
import type { RestWrite } from '../../parse/internals'
import { userById } from '../../parse/user-rows'
import { deletion } from '../../parse/values'
import { noVerificationLink } from './no-links'

/** Neither the flag nor the link of an address outlives it. */
const noAddress = { email: deletion, emailVerified: deletion, ...noVerificationLink }

/** Whether a value is no address, or the operation that takes one away. */
export const isNone = (email: unknown): boolean =>
  email === undefined ||
  email === null ||
  email === '' ||
  (typeof email === 'object' && '__op' in email && email.__op === 'Delete')

/** As it would be stored. */
const storedForm = ({ config, data: { email } }: RestWrite) =>
  config.convertEmailToLowercase && typeof email === 'string' ? email.toLowerCase() : email

async function settle(write: RestWrite): Promise<void> {
  const { config, data, query } = write
  const user = query?.objectId ? await userById(config.database, query.objectId) : undefined
  if (!isNone(data.email)) {
    // Not written at all, it can't undo another change at the same time.
    if (user && storedForm(write) === user.email) delete data.email
    return
  }
  delete data.email
  if (user?.email !== undefined) Object.assign(data, noAddress)
}

/** The host's `beforeSave` sees the request as it was sent; what it makes of it counts. */
export const ownAddressHooks: Hooks = {
  'RestWrite.deleteEmailResetTokenIfNeeded': async function (next) {
    // Of a user who is found by `authData`, nothing is stored.
    if (this.className === '_User' && 'email' in this.data && !this.response) await settle(this)
    return next()
  },
}
