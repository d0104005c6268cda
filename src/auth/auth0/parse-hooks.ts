/** Where parse-server, in the middle of a log-in with Auth0, gets what only Auth0 knows. */
import { internals, type RequestConfig, type RoutedRequest } from '../../server/internals'
import { replaceMethods } from '../../server/replace-methods'
import { isBearerSession } from '../bearer-session'
import { endSessions } from '../end-sessions'
import type { Revocations } from '../revocations'
import { currentLogIn } from './log-in-context'

const isAuth0 = (providers?: string) => providers?.split(',').includes('auth0')

/** The provider stands in `createdWith` already; the Auth0 session belongs beside it, where no client can change it. */
function hookSessions(): () => void {
  const RestWrite = internals.RestWrite()
  const createSession = RestWrite.createSession.bind(RestWrite)
  return replaceMethods(RestWrite, {
    createSession: (config, session) => {
      const logIn = currentLogIn()
      const { createdWith, additionalSessionData } = session
      if (!logIn || !createdWith || !isAuth0(createdWith.authProvider)) return createSession(config, session)
      const { sid } = logIn.identity
      const { createdWith: via, ...data } = logIn.session ?? {}
      return createSession(config, {
        ...session,
        createdWith: { ...createdWith, ...(sid !== undefined && { sid }), ...(via as object | undefined) },
        additionalSessionData: { ...additionalSessionData, ...data },
      })
    },
  })
}

/**
 * Fills in the profile of a new user after parse-server has refused fields that a client must not set, and before
 * the host's `beforeSave` sees the user.
 */
function hookNewUsers(): () => void {
  const { prototype } = internals.RestWrite()
  const former = { ...prototype }
  return replaceMethods(prototype, {
    checkRestrictedFields: async function () {
      await former.checkRestrictedFields.call(this)
      const logIn = currentLogIn()
      const { auth0 } = (this.data.authData ?? {}) as { auth0?: { id?: unknown } }
      if (this.className !== '_User' || this.query || !logIn || auth0?.id !== logIn.identity.subject) return
      Object.assign(this.data, logIn.profile)
    },
  })
}

/**
 * Keeps the row in which parse-server finds the user, so that nobody has to read it again. Data of other providers
 * beside it may change the row.
 */
function hookFoundUsers(): () => void {
  const auth = internals.auth()
  const { findUsersWithAuthData } = auth
  return replaceMethods(auth, {
    findUsersWithAuthData: async (config, authData, ...rest) => {
      const users = await findUsersWithAuthData(config, authData, ...rest)
      const logIn = currentLogIn()
      // A copy: parse-server takes the password out.
      if (logIn && Object.keys(authData).join() === 'auth0') logIn.found = users[0] && { ...users[0] }
      return users
    },
  })
}

/** @returns a function that takes the hooks back */
export function hookLogIns(): () => void {
  const restores = [hookSessions(), hookNewUsers(), hookFoundUsers()]
  return () => restores.forEach((restore) => restore())
}

/** Who ends the session of an access token by hand ends the token with it. */
function hookDeletions(revocations: Revocations): () => void {
  const rest = internals.rest()
  const { del } = rest
  async function endWithToken(config: RequestConfig, sessionToken: string): Promise<void> {
    await revocations.revokeSession(sessionToken)
    // The token may have opened it again in the meantime.
    await endSessions(config, [sessionToken])
  }
  return replaceMethods(rest, {
    del: async (config, auth, className, objectId, ...others) => {
      const isSession = className === '_Session' && typeof objectId === 'string'
      const [session] = isSession ? await config.database.find(className, { objectId }) : []
      const answer = await del(config, auth, className, objectId, ...others)
      if (isBearerSession(session?.sessionToken)) await endWithToken(config, session.sessionToken)
      return answer
    },
  })
}

/** Whoever logs out with an access token is logged out: the token opens no other session. */
function hookUserLogOuts(revocations: Revocations): () => void {
  const { prototype } = internals.UsersRouter()
  const { handleLogOut } = prototype
  return replaceMethods(prototype, {
    handleLogOut: async function (this: unknown, request: RoutedRequest) {
      const sessionToken = request.info?.sessionToken
      if (!isBearerSession(sessionToken)) return handleLogOut.call(this, request)
      await revocations.revokeSession(sessionToken)
      const answer = await handleLogOut.call(this, request)
      // parse-server ends one; nodes that got the token at the same time have each opened one.
      await endSessions(request.config, [sessionToken])
      return answer
    },
  })
}

/** @returns a function that takes the hooks back */
export function hookLogOuts(revocations: Revocations): () => void {
  const restores = [hookDeletions(revocations), hookUserLogOuts(revocations)]
  return () => restores.forEach((restore) => restore())
}
