/** Mails that wait for users who are deleted meanwhile are not sent any more, and not kept. */
import { reasonOf } from '../../errors'
import { deletedUserHooks } from '../../parse/deleted-users'
import type { Hooks } from '../../parse/hooks'
import type { ParseConfig, Row } from '../../parse/internals'
import type { Outbox } from './outbox/outbox'

const addressesOf = ({ email, pendingEmail, username }: Row): string[] =>
  [email ?? username, pendingEmail].filter((to) => typeof to === 'string')

/** The users are gone already, whatever becomes of their mails. */
export function deletedRecipientHooks(
  outbox: () => Pick<Outbox, 'discardTo'> | undefined,
  { loggerController }: ParseConfig,
): Hooks[] {
  return deletedUserHooks(async (users) => {
    try {
      for (const to of users.flatMap(addressesOf)) await outbox()?.discardTo(to)
    } catch (thrown) {
      loggerController.warn(`Mails that wait for a deleted user are still kept: ${reasonOf(thrown)}`)
    }
  })
}
