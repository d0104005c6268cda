/**
 * Who logs in with a password may link an identity by that. parse-server looks whether somebody else has it at sign-ups
 * and updates only: here the index of the database answers 137, and where there is none, two users have the identity.
 */
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { type Fields, internals, type RequestConfig } from '../../parse/internals'
import { createScope } from '../../parse/request/scope'

const logIns = createScope<RequestConfig>('log-in with a password')

async function refuseOthers(config: RequestConfig, authData: Fields, userId: unknown): Promise<void> {
  const users = await internals.auth().findUsersWithAuthData(config, authData)
  if (users.some(({ objectId }) => objectId !== userId))
    refuse('ACCOUNT_ALREADY_LINKED', 'this auth is already used')
}

export const othersIdentityHooks: Hooks = {
  'UsersRouter.handleLogIn': (next, request) => logIns.run(request.config, () => next(request)),
  'Auth.handleAuthDataValidation': async (next, authData, write, found) => {
    const validated = await next(authData, write, found)
    const config = logIns.get()
    // Only now: nobody learns whose an identity is that is not theirs.
    if (config) await refuseOthers(config, (validated as { authData: Fields }).authData, found?.objectId)
    return validated
  },
}
