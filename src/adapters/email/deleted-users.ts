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

/**
 * What anybody may claim: a name, and an address that waits or is not proven. Other mails there are for whoever really
 * has it. Notices go to none of them.
 */
const claimedBy = ({ email, username, pendingEmail }: Row, isProven: boolean): string[] =>
  [isProven ? undefined : (email ?? username), pendingEmail].filter(isText)

async function discardFor(user: Row, outbox: Discarding, verifies: boolean): Promise<void> {
  const { email, emailVerified, objectId } = user
  const isProven = isText(email) && (!verifies || emailVerified === true)
  if (isProven) await outbox.discardTo(email)
  for (const to of claimedBy(user, isProven))
    for (const kind of ownKinds) await outbox.discardTo(to, keyFor(kind, objectId))
}

/**
 * The users are gone already, whatever becomes of their mails.
 * @param verifies whether addresses are to be proven at all
 */
export function deletedRecipientHooks(
  openOutbox: () => Discarding | undefined,
  { loggerController }: ParseConfig,
  verifies: boolean,
): Hooks {
  return deletedUserHooks(async (users) => {
    try {
      const outbox = openOutbox()
      if (outbox) for (const user of users) await discardFor(user, outbox, verifies)
    } catch (thrown) {
      loggerController.warn(`Mails that wait for a deleted user are still kept: ${reasonOf(thrown)}`)
    }
  })
}
