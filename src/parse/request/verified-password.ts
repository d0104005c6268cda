/**
 * `/verifyPassword` gives a user for the password alone, as a log-in does, and asks no `beforeLogin`: whoever keeps users
 * out of log-ins looks at them here. Operators see whom they like.
 */
import { hasKey } from '../auth-of'
import type { Hooks } from '../hooks'
import type { Row } from '../internals'
import { userById } from '../user-rows'

/** What to answer in place of the user, where it is not all of them. @throws {Parse.Error} where it is nothing */
type LookAtUser = (user: Row) => Promise<Row | undefined> | Row | undefined

/** @param look sees all of the user's row */
export const verifiedPasswordHooks = (look: LookAtUser): Hooks => ({
  'UsersRouter.handleVerifyPassword': async (next, request) => {
    const answer = (await next(request)) as { response: Row }
    if (request.auth && hasKey(request.auth)) return answer
    const { objectId } = answer.response
    const user = await userById(request.config.database, objectId)
    return { ...answer, response: (user && (await look(user))) ?? answer.response }
  },
})
