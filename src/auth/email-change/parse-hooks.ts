/** Lets new addresses wait, within the writes of parse-server. */
import { afterCommit } from '../../parse/after-commit'
import type { Hooks } from '../../parse/hooks'
import type { RestWrite } from '../../parse/internals'
import { holdBack, type Outcome } from './decide'

/** Others who may write to a user are not told what it has. */
const isOwner = ({ auth, query }: RestWrite) => auth.user?.id === query?.objectId

function complete(write: RestWrite, outcome: Outcome | undefined): void {
  if (outcome && write.response && isOwner(write)) Object.assign(write.response.response, outcome.answer)
}

/**
 * The host's `beforeSave` has seen the request as it was sent, and has had its say about the new address; the database,
 * `afterSave` and LiveQuery get to see the old one, as it stays.
 */
export function heldWriteHooks(follow: (outcome: Outcome) => Promise<void>): Hooks {
  const outcomes = new WeakMap<RestWrite, Outcome>()
  return {
    'RestWrite.deleteEmailResetTokenIfNeeded': async function (next) {
      const outcome = this.className === '_User' ? await holdBack(this) : undefined
      if (outcome) outcomes.set(this, outcome)
      return next()
    },
    // The last step: what was written stays written.
    'RestWrite.filterProtectedFieldsInResponse': async function (next) {
      const outcome = outcomes.get(this)
      complete(this, outcome)
      if (outcome) await afterCommit(this.config.database, () => follow(outcome))
      await next()
    },
  }
}
