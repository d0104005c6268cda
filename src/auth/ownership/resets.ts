/**
 * A password that is set by a link in a mail proves whose the address is. Where nobody had proven it, somebody else may have
 * signed up with it, and left ways in of their own for when its owner takes the account: all of them go. A second factor is
 * no way in, and stays: it is there for a mailbox that somebody else can read.
 */
import type { Hooks } from '../../parse/hooks'
import type { Fields, RestWrite, Row } from '../../parse/internals'
import { createScope } from '../../parse/request/scope'
import { userById } from '../../parse/user-rows'
import { noVerificationLink } from './no-links'

/** A password that is set by a link of ours. */
const resets = createScope<true>('reset')

export const isReset = (): boolean => resets.get() === true

const setsPassword = ({ className, query, data }: RestWrite) =>
  className === '_User' && query && '_hashed_password' in data

async function unprovenIn({ config, query }: RestWrite): Promise<Row | undefined> {
  const user = await userById(config.database, query?.objectId)
  return user?.emailVerified === true ? undefined : user
}

function withoutLinks({ authData }: Row): Fields {
  const names = Object.keys((authData as Fields | undefined) ?? {}).filter((name) => name !== 'mfa')
  return names.length === 0 ? {} : { authData: Object.fromEntries(names.map((name) => [name, null])) }
}

/** Whoever has no address has got the mail at the name, which has no flag. */
const proven = ({ email }: Row) => (email ? { emailVerified: true, ...noVerificationLink } : {})

/** Sessions go, too, whatever the host has set: they may be of the same somebody. */
function takeOver(write: RestWrite, user: Row): void {
  Object.assign(write.data, withoutLinks(user), proven(user))
  const always = { revokeSessionOnPasswordReset: { value: true } }
  write.config = Object.create(write.config, always) as RestWrite['config']
}

/** At the write itself, and in its turn: what is linked until then goes, too. */
export const resetHooks: Hooks = {
  'UserController.updatePassword': (next, token, password) => resets.run(true, () => next(token, password)),
  'RestWrite.runDatabaseOperation': async function (next) {
    const user = isReset() && setsPassword(this) ? await unprovenIn(this) : undefined
    if (user) takeOver(this, user)
    await next()
  },
}
