/** What Backendless' routes do, by parse-server's own functions: its checks, triggers, lockout and events apply. */
import { authOf, cloudInstallation, nobody } from '../../parse/auth-of'
import { type Fields, internals, type RequestConfig } from '../../parse/internals'
import { findUsers } from '../ownership/found-by'
import { refusals } from './errors'
import { logInRefusal, logOutRefusal, orRefuse, registrationRefusal } from './parse-errors'
import { newUserOf, summaryOf, userOf } from './user'

/**
 * Signs up a user, whose name is the e-mail address. Opens no session.
 * @throws {BackendlessError} 3011, 3013, 3021, 3033, 3039, 3040
 */
export async function register(config: RequestConfig, fields: Fields): Promise<Fields> {
  const user = newUserOf(fields)
  // parse-server opens no session for who signs up in Cloud Code.
  const auth = nobody(config, cloudInstallation)
  const create = () => internals.rest().create(config, auth, '_User', user, {})
  const { response } = (await orRefuse(create, registrationRefusal)) as { response: Fields }
  return userOf({ ...user, ...response })
}

/** The users with an e-mail address: one or none. */
export async function findByEmail(config: RequestConfig, email: string): Promise<Fields[]> {
  const users = await findUsers(config, { email })
  return users.map(summaryOf)
}

/**
 * Logs in by e-mail address.
 * @returns the user, and the token of a Parse session as `user-token`
 * @throws {BackendlessError} 3000, 3003, 3006, 3036, 3038
 */
export async function logIn(config: RequestConfig, { login, password }: Fields): Promise<Fields> {
  if (typeof login !== 'string' || typeof password !== 'string') throw refusals.noLogin()
  if (login === '' || password === '') throw refusals.emptyLogin()
  const { prototype: router } = internals.UsersRouter()
  const request = {
    config,
    auth: nobody(config),
    body: { email: login, password },
    info: { context: {} },
  }
  const answer = await orRefuse(() => router.handleLogIn.call(router, request), logInRefusal)
  const { response } = answer as { response: Fields }
  return { ...userOf(response), 'user-token': response.sessionToken }
}

/** Whether a token belongs to an open session. */
export async function isValidUserToken(config: RequestConfig, userToken: string): Promise<boolean> {
  return (await authOf(config, userToken)) !== undefined
}

/**
 * Ends a session.
 * @throws {BackendlessError} 3023 when a trigger fails, 3064 when there is no such session
 */
export async function logOut(config: RequestConfig, userToken: string): Promise<void> {
  const auth = await authOf(config, userToken)
  if (!auth) throw refusals.noSession()
  const { prototype: router } = internals.UsersRouter()
  const request = { config, auth, info: { sessionToken: userToken, context: {} } }
  await orRefuse(() => router.handleLogOut.call(router, request), logOutRefusal)
}
