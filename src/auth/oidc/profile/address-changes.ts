/** What becomes of the address of a user when a provider names one. */
import { internals, type RequestConfig, type Row } from '../../../parse/internals'
import { lowerCase } from '../../../parse/values'
import { isOfOther } from '../../ownership/addresses'
import { waysInAfter } from '../last-way-in'
import type { UserProfile } from '../options'
import type { Provider } from '../provider'
import type { RefusesAddress, Word } from './word'

/** As it is compared. */
const warn = ({ objectId }: Row, what: string) =>
  internals.logger().warn(`User ${String(objectId)} has ${what}`)

export const warnOfTaken = (user: Row, title: string) =>
  warn(user, `something new at ${title} that another user has here.`)

/** A name that is the address stands in the way of one that nobody has proven. */
async function isTaken(config: RequestConfig, { user, profile }: Word, title: string): Promise<boolean> {
  const { email, emailVerified } = profile
  const address = String(email)
  const taken =
    (await isOfOther(config, { email: address }, user.objectId)) ||
    (emailVerified !== true && (await isOfOther(config, { username: address }, user.objectId)))
  if (taken) warnOfTaken(user, title)
  return taken
}

export function createAddressChanges(
  { name, title }: Pick<Provider, 'name' | 'title'>,
  refusesAddress: RefusesAddress,
) {
  /** A log-in with such an address is refused as a whole, by the guard. */
  function isRefused({ user, profile, occasion }: Word): boolean {
    const isUnwanted = occasion !== 'logIn' && refusesAddress(String(profile.email))
    if (isUnwanted) warn(user, `an address at ${title} that \`guards.emailDomains\` does not let in.`)
    return isUnwanted
  }

  /**
   * A user with a password keeps the address by which it is reset. One that is verified is no part of a link, and goes for
   * one that nobody has proven only where this provider is the one way in.
   */
  function isKept(config: RequestConfig, { user, profile, occasion }: Word): boolean {
    if (user.password) return true
    if (typeof user.email !== 'string' || user.emailVerified !== true) return false
    if (occasion === 'link') return true
    return profile.emailVerified !== true && waysInAfter(user, {}, config).some((way) => way !== name)
  }

  /** Of the same address, what was verified stays so. */
  return async (config: RequestConfig, word: Word): Promise<UserProfile> => {
    const { user, profile } = word
    const { email, emailVerified } = profile
    if (typeof email !== 'string') return {}
    if (lowerCase(email) === lowerCase(user.email))
      return emailVerified === true && user.emailVerified !== true ? { emailVerified } : {}
    if (isKept(config, word) || isRefused(word) || (await isTaken(config, word, title))) return {}
    return { email, emailVerified: emailVerified === true }
  }
}
