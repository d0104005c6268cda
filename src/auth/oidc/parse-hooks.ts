/** Where parse-server, in the middle of a log-in with Auth0, gets what only Auth0 knows. */
import type { Hooks } from '../../parse/hooks'
import type { TriggerHandler } from '../../parse/internals'
import { isBearerSession } from '../session/bearer-session'
import type { Revocations } from '../session/revocations'
import { endSessions } from '../session/session-store'
import { currentLogIn } from './login-context'

const isAuth0 = (providers?: string) => providers?.split(',').includes('auth0')

/** What stands in during a log-in. */
export const logInHooks: Hooks = {
  // The provider stands in `createdWith` already; the Auth0 session belongs beside it, where no client can change it.
  'RestWrite.createSession': (next, config, session) => {
    const logIn = currentLogIn()
    const { createdWith, additionalSessionData } = session
    if (!logIn || !createdWith || !isAuth0(createdWith.authProvider)) return next(config, session)
    const { sid } = logIn.identity
    const { createdWith: via, ...data } = logIn.session ?? {}
    return next(config, {
      ...session,
      createdWith: { ...createdWith, ...(sid !== undefined && { sid }), ...(via as object | undefined) },
      additionalSessionData: { ...additionalSessionData, ...data },
    })
  },
  // Fills in the profile of a new user after parse-server has refused fields that a client must not set, and before
  // the host's `beforeSave` sees the user.
  'RestWrite.checkRestrictedFields': async function (next) {
    await next()
    const logIn = currentLogIn()
    const { auth0 } = (this.data.authData ?? {}) as { auth0?: { id?: unknown } }
    if (this.className !== '_User' || this.query || !logIn || auth0?.id !== logIn.identity.subject) return
    Object.assign(this.data, logIn.profile)
  },
  // Keeps the row in which parse-server finds the user, so that nobody has to read it again. Data of other providers
  // beside it may change the row.
  'Auth.findUsersWithAuthData': async (next, config, authData, ...rest) => {
    const users = await next(config, authData, ...rest)
    const logIn = currentLogIn()
    // A copy: parse-server takes the password out.
    if (logIn && Object.keys(authData).join() === 'auth0') logIn.found = users[0] && { ...users[0] }
    return users
  },
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Whoever logs out with an access token is logged out: the token opens no other session. */
export const logOutTrigger =
  (revocations: Revocations): TriggerHandler =>
  async ({ object, config }) => {
    const sessionToken = textOf(object?.get('sessionToken'))
    if (!isBearerSession(sessionToken)) return
    await revocations.revokeSession(sessionToken)
    // parse-server has ended one; nodes that got the token at the same time have each opened one.
    await endSessions(config, [sessionToken])
  }

/** Lets the tokens behind sessions open none again. */
export const endBearerSessions = (revocations: Revocations) => (sessionTokens: string[]) =>
  Promise.all(sessionTokens.filter(isBearerSession).map(revocations.revokeSession))
