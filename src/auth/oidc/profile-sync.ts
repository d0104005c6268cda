/** Writes into a Parse user what has changed at the provider. */
import { isDeepStrictEqual } from 'node:util'
import { internals, type RequestConfig, type Row } from '../../parse/internals'
import { noResetLink, noVerificationLink } from '../ownership/no-links'
import { createAddressChanges, type RefusesAddress, warnOfTaken, type Word } from './address-changes'
import type { UserProfile } from './options'
import type { Provider } from './provider'

const emailFields = ['email', 'emailVerified']

/** The language is filled in only: users choose another one on their account page. */
const isChosen = (user: Row, field: string) => field === 'locale' && typeof user.locale === 'string'

/** What was mailed to the address before verifies nothing any more. */
const linksOver = (changes: UserProfile) => ({
  ...('emailVerified' in changes && noVerificationLink),
  ...('email' in changes && noResetLink),
})

/** The profiles of one provider's users. */
export interface ProfileSync {
  /** What a profile has that a user has not. */
  changesBy: (config: RequestConfig, word: Word) => Promise<UserProfile>
  /**
   * Writes it. Save triggers do not run: nobody has saved anything.
   * @returns what has been written: nothing where the database refuses a value that another user has.
   * @throws {Parse.Error} 111 where a field of the user has another type.
   */
  write: (config: RequestConfig, user: Row, changes: UserProfile) => Promise<UserProfile>
  /** Both at once, where nobody has to be asked in between. */
  sync: (config: RequestConfig, word: Word) => Promise<UserProfile>
}

export function createProfileSync(provider: Provider, refusesAddress: RefusesAddress): ProfileSync {
  const addressChanges = createAddressChanges(provider, refusesAddress)

  const changesBy: ProfileSync['changesBy'] = async (config, word) => {
    const { user, profile } = word
    const changed = Object.entries(profile)
      .filter(([field]) => !emailFields.includes(field) && !isChosen(user, field))
      .filter(([field, value]) => !isDeepStrictEqual(user[field], value))
    return { ...Object.fromEntries(changed), ...(await addressChanges(config, word)) }
  }
  const write: ProfileSync['write'] = async ({ database }, user, changes) => {
    if (Object.keys(changes).length === 0) return changes
    const { objectId } = user
    const { DUPLICATE_VALUE } = internals.Parse().Error
    await (await database.loadSchema()).validateObject('_User', changes, { objectId })
    try {
      await database.update('_User', { objectId }, { ...changes, ...linksOver(changes) })
    } catch (thrown) {
      if ((thrown as { code?: unknown }).code !== DUPLICATE_VALUE) throw thrown
      warnOfTaken(user, provider.title)
      return {}
    }
    return changes
  }
  return {
    changesBy,
    write,
    sync: async (config, word) => write(config, word.user, await changesBy(config, word)),
  }
}
