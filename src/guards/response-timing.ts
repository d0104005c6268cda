/**
 * Guard: who asks for a reset or a verification mail gets the same answer for every address, but for one that has
 * an account it takes longer, which tells that there is one. All answers take as long as the slow ones do.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { internals, type RouteHandler } from '../parse/internals'
import { replaceMethods } from '../parse/replace-methods'
import { readyToAnswer } from '../parse/request'

/** Longer than finding a user, writing a token and keeping a mail take together. */
const leastMs = 250

/** Also answers that refuse: they may be about an account. */
const even = (handle: RouteHandler): RouteHandler =>
  async function (request) {
    const answer = async () => {
      const answered = await handle.call(this, request)
      await readyToAnswer()
      return answered
    }
    const [settled] = await Promise.allSettled([answer(), delay(leastMs)])
    if (settled.status === 'rejected') throw settled.reason
    return settled.value
  }

/** @returns a function that takes the hooks back */
export function hookEvenAnswers(): () => void {
  const { prototype } = internals.UsersRouter()
  const { handleResetRequest, handleVerificationEmailRequest } = prototype
  return replaceMethods(prototype, {
    handleResetRequest: even(handleResetRequest),
    handleVerificationEmailRequest: even(handleVerificationEmailRequest),
  })
}
