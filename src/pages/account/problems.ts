/** What the account page refuses, in its words. */
import { internals } from '../../parse/internals'
import type { Refusal } from '../forms/log-in-refusals'
import { ownProblemOf } from '../forms/own-refusals'
import { passwordProblemOf } from '../forms/refusals'
import type { Section } from '../views/account/state'
import type { Page } from '../views/render'

export type Problem = NonNullable<Page['problem']>

/** A form that says less than it has to. */
export class Incomplete extends Error {
  override readonly name = 'Incomplete'

  constructor(readonly problem: Problem['name']) {
    super(problem)
  }
}

function problemIn({ code, message = '' }: Refusal): Problem {
  const { Error: codes } = internals.Parse()
  if (message.startsWith('Your account is locked')) return { name: 'signInLocked' }
  if (code === codes.OBJECT_NOT_FOUND && message.startsWith('The current password'))
    return { name: 'currentWrong' }
  if (code === codes.SESSION_MISSING)
    return { name: message.startsWith('An operator') ? 'notByOperator' : 'notFresh' }
  if (code === codes.USERNAME_TAKEN) return { name: 'nameTaken' }
  if (code === codes.EMAIL_TAKEN) return { name: 'addressTaken' }
  const own = ownProblemOf(message)
  if (own) return own
  if (code === codes.INVALID_EMAIL_ADDRESS) return { name: 'emailInvalid' }
  if (code === codes.VALIDATION_ERROR && message.startsWith('Password')) return passwordProblemOf(message)
  return { name: 'changeRefused', reason: message }
}

/** @param section where it is told; nothing on a page without sections */
export const accountProblemOf = (thrown: unknown, section?: Section): Problem => ({
  ...(thrown instanceof Incomplete ? { name: thrown.problem } : problemIn(thrown as Refusal)),
  ...(section !== undefined && { section }),
})
