/** The welcome, once for each user: at sign-up, or where addresses are verified, when the first one is. */
import type { Row } from '../../parse/internals'
import type { ExpiringStore } from '../../part/part'
import { changesEmail, verifiesEmail } from './changes'
import type { Notices } from './send'
import type { UserListener } from '../user-changes'

/** As good as for ever: a store forgets. */
const memorySeconds = 10 * 365 * 24 * 60 * 60

/** @param store where addresses are verified: of users, it cannot be seen that an earlier one was */
export function createWelcome(
  { reaches, attempt, send }: Notices,
  store: ExpiringStore | undefined,
): UserListener {
  /** Whether a user has yet to be welcomed, who counts as welcomed from then on. */
  const isDue = async ({ objectId }: Row) =>
    store === undefined || store.claim(`welcome:${String(objectId)}`, memorySeconds)

  function welcome(user: Row): void {
    if (!reaches(user)) return
    attempt('welcome', async () => {
      if (await isDue(user)) await send('welcome', user, {})
    })
  }
  return {
    // Auth0 tells of an address that nobody has verified, also where Parse Server does not ask.
    onCreated: (user) => {
      if (user.emailVerified !== false) welcome(user)
    },
    isOfInterest: (fields) => store !== undefined && ('emailVerified' in fields || 'email' in fields),
    onUpdated: (before, fields) => {
      if (!store) return
      const { email = before.email } = fields
      if (verifiesEmail(before, fields)) welcome({ ...before, email, emailVerified: true })
      else if (before.emailVerified === true && changesEmail(before, fields))
        attempt('welcome', async () => {
          await isDue(before)
        })
    },
  }
}
