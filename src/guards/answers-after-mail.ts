/** What a request has caused is kept before its answer is sent: a process that ends then loses no mail. */
import type { Hooks } from '../parse/hooks'
import { readyToAnswer } from '../parse/request/request'

/** Waits before the answer, also before one that refuses: a log-in that fails may lock an account. */
export async function keptBefore<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action()
  } finally {
    await readyToAnswer()
  }
}

/** To be added where mail is sent, outside of all that causes it. */
export const answersAfterMail: Hooks = {
  'rest.create': (next, ...parameters) => keptBefore(() => next(...parameters)),
  'rest.update': (next, ...parameters) => keptBefore(() => next(...parameters)),
  'UsersRouter.handleLogIn': (next, request) => keptBefore(() => next(request)),
  // Whatever checks a password counts towards a lock.
  'UsersRouter._authenticateUserFromRequest': (next, request) => keptBefore(() => next(request)),
}
