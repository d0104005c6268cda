/**
 * Guard: who asks for a reset or a verification mail gets the same answer for every address, but for one that has
 * an account it takes longer, which tells that there is one. All answers take as long as the slow ones do.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Hooks } from '../parse/hooks'
import { readyToAnswer } from '../parse/request/request'

/** Longer than finding a user, writing a token and keeping a mail take together. */
const leastMs = 250

/** Also answers that refuse: they may be about an account. */
async function even<Answer>(handle: () => Promise<Answer>): Promise<Answer> {
  const answer = async () => {
    const answered = await handle()
    await readyToAnswer()
    return answered
  }
  const [settled] = await Promise.allSettled([answer(), delay(leastMs)])
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

/** To be added where mail is sent. */
export const evenAnswers: Hooks = {
  'UsersRouter.handleResetRequest': (next, request) => even(() => next(request)),
  'UsersRouter.handleVerificationEmailRequest': (next, request) => even(() => next(request)),
  // The page's: requests of the API meet in the router.
  'UserController.resendVerificationEmail': (next, ...question) => even(() => next(...question)),
}
