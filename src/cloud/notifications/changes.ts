/** What an update means to the user whose row it changes. */
import type { Fields, Row } from '../../parse/internals'

/** Providers by whose names people know them; others are named as in `parseServer.auth`. */
const names: Record<string, string> = {
  auth0: 'Auth0',
  google: 'Google',
  facebook: 'Facebook',
  apple: 'Apple',
}

const nameOf = (provider: string) => names[provider] ?? provider.charAt(0).toUpperCase() + provider.slice(1)

const lowerCase = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : undefined)

/** Whether it sets a password; to take it away is no change of it. */
export const changesPassword = ({ _hashed_password: hash }: Fields): boolean => typeof hash === 'string'

/** Whether it sets another address, or takes it away. */
export const changesEmail = (before: Row, fields: Fields): boolean =>
  'email' in fields && lowerCase(fields.email) !== lowerCase(before.email)

/** Whether it is the first proof of an address, or one after others. */
export const verifiesEmail = (before: Row, { emailVerified }: Fields): boolean =>
  emailVerified === true && before.emailVerified !== true

/** Enough for its owner to know it again: whoever reads the old mailbox need not learn it. */
export function masked(email: unknown): string {
  if (typeof email !== 'string') return '–'
  const at = email.lastIndexOf('@')
  return `${Array.from(email.slice(0, at))[0] ?? ''}•••${email.slice(at)}`
}

type Identities = Record<string, { id?: unknown } | null | undefined>

/**
 * The providers with whom the user can log in from now on; an anonymous id is a way in as lasting as others. What has
 * no id is none, as a second factor; and whoever gives up the password in return has logged in by that provider before.
 */
export function linkedNames(before: Row, fields: Fields): string[] {
  const { _hashed_password: hash, authData } = fields
  if (typeof authData !== 'object' || authData === null || typeof hash === 'object') return []
  const former = (before.authData ?? {}) as Identities
  return Object.entries(authData as Identities)
    .filter(([name, data]) => data?.id && data.id !== former[name]?.id)
    .map(([name]) => name)
}

/** The same by names for people. */
export const linkedProviders = (before: Row, fields: Fields): string[] =>
  linkedNames(before, fields).map(nameOf)
