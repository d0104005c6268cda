/** Mails that wait for users who are deleted meanwhile are not sent any more, and not kept. */
import { reasonOf } from '../../errors'
import { deletedUserHooks } from '../../parse/deleted-users'
import type { Hooks } from '../../parse/hooks'
import type { ParseConfig, Row } from '../../parse/internals'
import type { UserMailKind } from './hand-over'
import type { Outbox } from './outbox/outbox'
import { keyFor } from './queued'

type Discarding = Pick<Outbox, 'discardTo'>

/** Those of Parse Server: they have links, which are dead with the user. */
const ownKinds: UserMailKind[] = ['verification', 'passwordReset']

const isText = (value: unknown): value is string => typeof value === 'string'

/** A name and an address that waits are what anybody may claim: other mails there are for whoever really has them. */
const claimedBy = ({ email, username, pendingEmail }: Row): string[] =>
  [isText(email) ? undefined : username, pendingEmail].filter(isText)

async function discardFor(user: Row, outbox: Discarding): Promise<void> {
  const { email, objectId } = user
  if (isText(email)) await outbox.discardTo(email)
  for (const to of claimedBy(user))
    for (const kind of ownKinds) await outbox.discardTo(to, keyFor(kind, objectId))
}

/** The users are gone already, whatever becomes of their mails. */
export function deletedRecipientHooks(
  openOutbox: () => Discarding | undefined,
  { loggerController }: ParseConfig,
): Hooks[] {
  return deletedUserHooks(async (users) => {
    try {
      const outbox = openOutbox()
      if (outbox) for (const user of users) await discardFor(user, outbox)
    } catch (thrown) {
      loggerController.warn(`Mails that wait for a deleted user are still kept: ${reasonOf(thrown)}`)
    }
  })
}
