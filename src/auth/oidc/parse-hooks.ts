/** Where parse-server, in the middle of a log-in with a provider, gets what only the provider knows. */
import { afterCommit } from '../../parse/after-commit'
import type { Hooks } from '../../parse/hooks'
import type { NewSession, Row } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import { isBearerSession } from '../session/bearer-session'
import { serverFields } from '../session/server-fields'
import { endSessions } from '../session/session-store'
import { linkOf } from './login/link'
import { currentLogIn } from './login/login-context'
import type { Identity } from './token/identity'

/** parse-server names all that a log-in was sent. */
const isAmong = (name: string, { authProvider = '' }: NonNullable<NewSession['createdWith']>) =>
  authProvider.split(',').includes(name)

/**
 * OpenID Connect Core 1.0, section 2: `auth_time`, in seconds. Nobody has proven anything in the future, as clocks have
 * it, or before there were any.
 */
function authenticatedAt({ auth_time: seconds }: Identity['claims']): Row {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return {}
  return { [serverFields.authenticatedAt]: dateValue(Math.max(0, Math.min(seconds * 1000, Date.now()))) }
}

/** What stands in during a log-in. */
export const logInHooks: Hooks = {
  // The provider stands in `createdWith` already; the session there belongs beside it, where no client can change it.
  'RestWrite.createSession': (next, config, session) => {
    const logIn = currentLogIn()
    const { createdWith, additionalSessionData } = session
    if (!logIn || !createdWith || !isAmong(logIn.provider, createdWith)) return next(config, session)
    const { sid, claims } = logIn.identity
    const { createdWith: via, ...data } = logIn.session ?? {}
    return next(config, {
      ...session,
      createdWith: { ...createdWith, ...(sid !== undefined && { sid }), ...(via as object | undefined) },
      additionalSessionData: { ...additionalSessionData, ...authenticatedAt(claims), ...data },
    })
  },
  // Fills in the profile of a new user after parse-server has refused fields that a client must not set, and before
  // the host's `beforeSave` sees the user.
  'RestWrite.checkRestrictedFields': async function (next) {
    await next()
    const logIn = currentLogIn()
    if (this.className !== '_User' || this.query || !logIn) return
    if (linkOf(this.data, logIn.provider)?.id !== logIn.identity.subject) return
    Object.assign(this.data, logIn.profile)
  },
  // Keeps the row in which parse-server finds the user, so that nobody has to read it again. Data of other providers
  // beside it may change the row.
  'Auth.findUsersWithAuthData': async (next, config, authData, ...rest) => {
    const users = await next(config, authData, ...rest)
    const logIn = currentLogIn()
    // A copy: parse-server takes the password out.
    if (logIn?.provider === Object.keys(authData).join()) logIn.found = users[0] && { ...users[0] }
    return users
  },
}

/** Lets the token behind a session open none again. */
export type RevokeSession = (sessionToken: string) => Promise<unknown>

/** Who logs out, or ends the session of an access token by hand, ends the token with it: it opens no other session. */
export const deletionHooks = (revokeSession: RevokeSession): Hooks => ({
  'rest.del': async (next, config, auth, className, objectId, ...others) => {
    const isSession = className === '_Session' && typeof objectId === 'string'
    const [session] = isSession ? await config.database.find(className, { objectId }) : []
    const answer = await next(config, auth, className, objectId, ...others)
    const token = session?.sessionToken
    if (!isBearerSession(token)) return answer
    await afterCommit(config.database, async () => {
      await revokeSession(token)
      // The token, or another node that got it at the same time, may have opened it again in the meantime.
      await endSessions(config, [token])
    })
    return answer
  },
})

/** Lets the tokens behind sessions open none again. */
export const endBearerSessions = (revokeSession: RevokeSession) => (sessionTokens: string[]) =>
  Promise.all(sessionTokens.filter((token) => isBearerSession(token)).map(revokeSession))
