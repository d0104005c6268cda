/** Seals what is written of second factors, by whatever way: a set-up, a log-in, an operator, Cloud Code. */
import { dateValue } from '../../parse/values'
import type { Hooks } from '../../parse/hooks'
import type { Fields } from '../../parse/internals'
import { mfaIn, type Mfa } from './factors'
import type { Vault } from './vault'

const withDate = (value: unknown) =>
  typeof value === 'object' && value !== null && 'expiry' in value && value.expiry instanceof Date
    ? { ...value, expiry: dateValue(value.expiry.getTime()) }
    : value

/** PostgreSQL keeps a date within an object as text, which parse-server's adapter takes for one that never comes. */
function withEnds(mfa: Mfa): Mfa {
  const { pending } = mfa
  if (typeof pending !== 'object' || pending === null) return mfa
  const ends = Object.entries(pending).map(([mobile, code]) => [mobile, withDate(code)] as const)
  return { ...mfa, pending: Object.fromEntries(ends) }
}

function kept(vault: Vault, fields: Fields, userId: unknown): Fields {
  const mfa = mfaIn(fields)
  // Whoever writes to many users at once gives nobody a seed.
  if (!mfa || typeof userId !== 'string') return fields
  const authData = { ...(fields.authData as Fields), mfa: vault.keep(withEnds(mfa), userId) }
  return { ...fields, authData }
}

export const atRestHooks = (vault: Vault): Hooks => ({
  'DatabaseController.create': function (next, className, fields, ...rest) {
    const written = className === '_User' ? kept(vault, fields, fields.objectId) : fields
    return next(className, written, ...rest)
  },
  'DatabaseController.update': function (next, className, where, fields, ...rest) {
    const written = className === '_User' ? kept(vault, fields, where.objectId) : fields
    return next(className, where, written, ...rest)
  },
})
