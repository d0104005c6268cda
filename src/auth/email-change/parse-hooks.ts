/** Lets new addresses wait, within the writes of parse-server. */
import { internals, type ParseUser, type RestWrite } from '../../parse/internals'
import { replaceMethods } from '../../parse/replace-methods'
import { type SendConfirmation, userOf } from './confirmation-mail'
import { holdBack, type Outcome } from './decide'

/** Is told of an address that waits; the user has the old one. */
export type OnPending = (user: ParseUser, newEmail: string) => void

/** Others who may write to a user are not told what it has. */
const isOwner = ({ auth, query }: RestWrite) => auth.user?.id === query?.objectId

function complete(write: RestWrite, outcome: Outcome | undefined): void {
  if (outcome && write.response && isOwner(write)) Object.assign(write.response.response, outcome.answer)
}

/**
 * The host's `beforeSave` has seen the request as it was sent, and has had its say about the new address; the database,
 * `afterSave` and LiveQuery get to see the old one, as it stays.
 * @returns a function that takes the hooks back
 */
export function hookHeldWrites(send: SendConfirmation, onPending: OnPending): () => void {
  const outcomes = new WeakMap<RestWrite, Outcome>()
  const { prototype } = internals.RestWrite()
  const former = { ...prototype }

  async function tell(outcome: Outcome | undefined): Promise<void> {
    if (!outcome?.newEmail) return
    const { user, newEmail } = outcome
    await send(user, newEmail)
    onPending(userOf(user, user.email), newEmail)
  }
  return replaceMethods(prototype, {
    deleteEmailResetTokenIfNeeded: async function () {
      const outcome = this.className === '_User' ? await holdBack(this) : undefined
      if (outcome) outcomes.set(this, outcome)
      return former.deleteEmailResetTokenIfNeeded.call(this)
    },
    runDatabaseOperation: async function () {
      await former.runDatabaseOperation.call(this)
      await tell(outcomes.get(this))
    },
    filterProtectedFieldsInResponse: async function () {
      complete(this, outcomes.get(this))
      await former.filterProtectedFieldsInResponse.call(this)
    },
  })
}
