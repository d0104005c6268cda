/** What a request has caused is kept before its answer is sent: a process that ends then loses no mail. */
import { internals, type ParseConfig, type Rest } from './internals'
import { replaceMethods } from './replace-methods'
import { readyToAnswer } from './request-context'

/** Waits before the answer, also before one that refuses: a log-in that fails may lock an account. */
export async function keptBefore<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action()
  } finally {
    await readyToAnswer()
  }
}

type Method<This, Parameters extends unknown[], Result> = (
  this: This,
  ...parameters: Parameters
) => Promise<Result>

const afterwards = <This, Parameters extends unknown[], Result>(
  action: Method<This, Parameters, Result>,
): Method<This, Parameters, Result> =>
  function (...parameters) {
    return keptBefore(() => action.apply(this, parameters))
  }

/**
 * To be called after all other hooks: what they cause is waited for as well.
 * @returns a function that takes the hooks back
 */
export function hookAnswers({ userController }: ParseConfig): () => void {
  const rest: Rest = internals.rest()
  const { prototype } = internals.UsersRouter()
  const restores = [
    replaceMethods(rest, { create: afterwards(rest.create), update: afterwards(rest.update) }),
    replaceMethods(prototype, {
      handleLogIn: afterwards(prototype.handleLogIn),
      // Whatever checks a password counts towards a lock.
      _authenticateUserFromRequest: afterwards(prototype._authenticateUserFromRequest),
    }),
    // The page's: requests of the API meet in the router.
    replaceMethods(userController, {
      resendVerificationEmail: afterwards(userController.resendVerificationEmail.bind(userController)),
    }),
  ]
  return () => restores.forEach((restore) => restore())
}
