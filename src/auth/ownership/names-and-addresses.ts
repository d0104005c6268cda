/**
 * A name may be an e-mail address, and one can log in by either: what is one user's address is nobody else's name, and
 * the other way round. parse-server looks for names among names, and for addresses among addresses.
 */
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { RestWrite } from '../../parse/internals'
import { type AddressLocks, isProven } from './address-locks'
import { isAddress, isOfOther, type Sought } from './addresses'

type Field = 'username' | 'email'

const refusals = {
  username: () => parseError('USERNAME_TAKEN', 'Account already exists for this username.'),
  email: () => parseError('EMAIL_TAKEN', 'Account already exists for this email address.'),
}

const other = { username: 'email', email: 'username' } as const

/** What users have from before is theirs, also where they send it along. */
async function hasIt({ config, query, data }: RestWrite, field: Field): Promise<boolean> {
  if (!query?.objectId) return false
  const [user] = await config.database.find('_User', { objectId: query.objectId }, { limit: 1 })
  return user?.[field] === data[field]
}

/** @throws {Parse.Error} 202, 203 */
async function check(write: RestWrite, field: Field): Promise<void> {
  const value = write.data[field]
  // Of a user who is found by `authData`, nothing is stored.
  if (write.response || !isAddress(value)) return
  const where = { [other[field]]: value } as Sought
  if ((await isOfOther(write.config, where, write.objectId())) && !(await hasIt(write, field)))
    throw refusals[field]()
}

export const nameAndAddressHooks = ({ lock, unlock }: AddressLocks): Hooks => ({
  'RestWrite.transformUser': async function (next) {
    try {
      await next()
    } catch (thrown) {
      await unlock(this)
      throw thrown
    }
  },
  'RestWrite._validateUserName': async function (next) {
    if (!this.response) await lock(this)
    await next()
    await check(this, 'username')
  },
  'RestWrite._validateEmail': async function (next) {
    if (!isProven(this)) await check(this, 'email')
    await next()
  },
  'RestWrite.runDatabaseOperation': async function (next) {
    try {
      await next()
    } finally {
      await unlock(this)
    }
  },
})
