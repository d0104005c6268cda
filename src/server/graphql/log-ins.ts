/**
 * Who asks in the rest of a GraphQL request that has logged somebody in. parse-server makes that anew, and of the read-only
 * master key one that writes.
 */
import type { Hooks } from '../../parse/hooks'
import { type GraphQLAuth, type GraphQLContext, internals } from '../../parse/internals'

/** Otherwise parse-server leaves the one who asks as it is. */
const asksForUser = (info: unknown, fieldPrefix: string) =>
  internals
    .listFields()(info)
    .some((name) => name.startsWith(fieldPrefix))

/** A key stays what it is. */
const loggedIn = ({ auth, config }: GraphQLContext, id: string): GraphQLAuth =>
  new (internals.auth().Auth)({ ...auth, config, user: { id } })

export const logInHooks: Hooks = {
  'usersQueries.getUserFromSessionToken': (next, context, info, fieldPrefix, userId) => {
    if (!userId || !context.info.sessionToken || !asksForUser(info, fieldPrefix))
      return next(context, info, fieldPrefix, userId)
    context.auth = loggedIn(context, userId)
    // Without the id parse-server reads the one who asks, and makes nobody anew.
    return next(context, info, fieldPrefix, false)
  },
}
