/**
 * Who asks in the rest of a GraphQL request that has logged somebody in. parse-server makes of it a user of an id alone,
 * whose session nobody finds; and of the read-only master key, one that writes.
 */
import { hasKey } from '../../parse/auth-of'
import type { Hooks } from '../../parse/hooks'
import { type GraphQLAuth, type GraphQLContext, internals } from '../../parse/internals'

/** Otherwise parse-server leaves the one who asks as it is. */
const asksForUser = (info: unknown, fieldPrefix: string) =>
  internals
    .listFields()(info)
    .some((name) => name.startsWith(fieldPrefix))

/** A key stays what it is. */
async function loggedIn(context: GraphQLContext, id: string, sessionToken: string): Promise<GraphQLAuth> {
  const { auth, config, info } = context
  const { Auth, getAuthForSessionToken } = internals.auth()
  if (hasKey(auth)) return new Auth({ ...auth, config, user: { id } })
  return getAuthForSessionToken({ config, sessionToken, installationId: info.installationId })
}

export const logInHooks: Hooks = {
  'usersQueries.getUserFromSessionToken': async (next, context, info, fieldPrefix, userId) => {
    const { sessionToken } = context.info
    if (!userId || !sessionToken || !asksForUser(info, fieldPrefix))
      return next(context, info, fieldPrefix, userId)
    context.auth = await loggedIn(context, userId, sessionToken)
    // Without the id parse-server reads the one who asks, and makes nobody anew.
    return next(context, info, fieldPrefix, false)
  },
}
