/** Writes into a Parse user what has changed at the provider. */
import { isDeepStrictEqual } from 'node:util'
import { hasCode, isNotFound } from '../../../parse/errors'
import type { Row } from '../../../parse/internals'
import { noResetLink, noVerificationLink } from '../../ownership/no-links'
import { unlinkedMeanwhile } from '../../under-way/log-ins'
import { createAddressChanges, warnOfTaken } from './address-changes'
import type { UserProfile } from '../options'
import type { Provider } from '../provider'
import type { ProfileSync, RefusesAddress } from './word'

const emailFields = ['email', 'emailVerified']

/** The language is filled in only: users choose another one on their account page. */
const isChosen = (user: Row, field: string) => field === 'locale' && typeof user.locale === 'string'

/** What was mailed to the address before verifies nothing any more. */
const linksOver = (changes: UserProfile) => ({
  ...('emailVerified' in changes && noVerificationLink),
  ...('email' in changes && noResetLink),
})

export function createProfileSync(provider: Provider, refusesAddress: RefusesAddress): ProfileSync {
  const { name } = provider
  const addressChanges = createAddressChanges(provider, refusesAddress)

  const changesBy: ProfileSync['changesBy'] = async (config, word) => {
    const { user, profile } = word
    const changed = Object.entries(profile)
      .filter(([field]) => !emailFields.includes(field) && !isChosen(user, field))
      .filter(([field, value]) => !isDeepStrictEqual(user[field], value))
    return { ...Object.fromEntries(changed), ...(await addressChanges(config, word)) }
  }
  const write: ProfileSync['write'] = async ({ database }, { user, subject }, changes) => {
    if (Object.keys(changes).length === 0) return changes
    const { objectId } = user
    await (await database.loadSchema()).validateObject('_User', changes, { objectId })
    try {
      const where = { objectId, [`authData.${name}.id`]: subject }
      await database.update('_User', where, { ...changes, ...linksOver(changes) })
    } catch (thrown) {
      if (isNotFound(thrown)) throw unlinkedMeanwhile()
      if (!hasCode(thrown, 'DUPLICATE_VALUE')) throw thrown
      warnOfTaken(user, provider.title)
      return {}
    }
    return changes
  }
  return {
    changesBy,
    write,
    sync: async (config, word) => {
      try {
        await write(config, word, await changesBy(config, word))
      } catch (thrown) {
        if (!isNotFound(thrown)) throw thrown
      }
    },
  }
}
