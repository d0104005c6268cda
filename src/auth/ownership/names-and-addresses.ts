/**
 * A name may be an e-mail address, and one can log in by either: what is one user's address is nobody else's name, and
 * the other way round. parse-server looks for names among names, and for addresses among addresses.
 */
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Database, RestWrite, Row } from '../../parse/internals'
import { keepsValue } from '../../parse/user-rows'
import { type AddressLocks, isProven } from './address-locks'
import { isAddress, isOfOther, type Sought } from './addresses'

type Field = 'username' | 'email'

const refusals = {
  username: () => parseError('USERNAME_TAKEN', 'Account already exists for this username.'),
  email: () => parseError('EMAIL_TAKEN', 'Account already exists for this email address.'),
}

const other = { username: 'email', email: 'username' } as const

/** @throws {Parse.Error} 202, 203 */
async function check(write: RestWrite, field: Field): Promise<void> {
  const value = write.data[field]
  // Of a user who is found by `authData`, nothing is stored.
  if (write.response || !isAddress(value)) return
  const where = { [other[field]]: value } as Sought
  if ((await isOfOther(write.config, where, write.objectId())) && !(await keepsValue(write, field)))
    throw refusals[field]()
}

/** All that is looked for in a write: each value among those of its kind, and an address among the others too. */
function soughtIn({ data }: RestWrite): Row[] {
  return (['username', 'email'] as const).flatMap((field) => {
    const value = data[field]
    if (typeof value !== 'string' || value === '') return []
    return [{ [field]: value }, ...(isAddress(value) ? [{ [other[field]]: value }] : [])]
  })
}

/** Whether one look finds that nobody else has any of it. It costs one query, where each look has its own otherwise. */
async function isFree(write: RestWrite): Promise<boolean> {
  const $or = soughtIn(write)
  if (write.response || $or.length < 2) return false
  const others: Row = { $or, objectId: { $ne: write.objectId() } }
  const found = await write.config.database.find('_User', others, { limit: 1, caseInsensitive: true })
  return found.length === 0
}

/** A database in which parse-server finds nobody, as nobody is there. */
const findingNobody = (database: Database): Database =>
  Object.create(database, { find: { value: async () => [] } }) as Database

/** Looks for others who have the name or the address of a write, as parse-server does, without asking again. */
async function withoutLooking(write: RestWrite, next: () => Promise<unknown>): Promise<void> {
  const { config } = write
  const database = { value: findingNobody(config.database) }
  write.config = Object.create(config, { database }) as RestWrite['config']
  try {
    await next()
  } finally {
    write.config = config
  }
}

export function nameAndAddressHooks({ lock, unlock }: AddressLocks): Hooks {
  const free = new WeakSet<RestWrite>()

  async function look(write: RestWrite): Promise<void> {
    if (write.response) return
    await lock(write)
    if (await isFree(write)) free.add(write)
  }
  return {
    'RestWrite.transformUser': async function (next) {
      try {
        await next()
      } catch (thrown) {
        await unlock(this)
        throw thrown
      }
    },
    'RestWrite._validateUserName': async function (next) {
      await look(this)
      if (free.has(this)) return withoutLooking(this, next)
      await next()
      await check(this, 'username')
    },
    'RestWrite._validateEmail': async function (next) {
      if (free.has(this)) return withoutLooking(this, next)
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
  }
}
