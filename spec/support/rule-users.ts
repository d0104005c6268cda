/** Users as the old Auth0 rule made them: by a sign-up with one password for all. */
import { internals, type KeyedConfig, type Row } from '../../src/parse/internals'
import type { Host } from './host'
import { rest, type RestResponse } from './rest'

export const rulePassword = 'The rule gave this to everybody'

export interface RuleUser {
  objectId: string
  /** Of the session that the rule put into a token. */
  sessionToken: string
}

export async function signUpByRule(host: Host, username: string, password = rulePassword): Promise<RuleUser> {
  const { status, body } = await rest(host, 'POST', '/users', { body: { username, password } })
  if (status !== 201) throw new Error(`The sign-up of ${username} was answered with ${status}`)
  return body as RuleUser
}

/** The answer to a log-in by password, as the rule had it. */
export function logInByRule(host: Host, username: string, password = rulePassword): Promise<RestResponse> {
  return rest(host, 'POST', '/login', { body: { username, password } })
}

/** The answer to a log-in by Auth0. */
export function logInByAuth0(host: Host, idToken: string): Promise<RestResponse> {
  return rest(host, 'POST', '/users', { body: { authData: { auth0: { id_token: idToken } } } })
}

/** Of the host that runs. */
export function configOf(host: Host): KeyedConfig {
  return internals.Config().get(host.appId)!
}

/** All of a user that the database has, the hash of the password included. */
export async function rowOf(host: Host, objectId: string): Promise<Row> {
  const [row] = await configOf(host).database.find('_User', { objectId })
  return row!
}

/** The tokens of a user's sessions. */
export async function sessionsOf(host: Host, objectId: string): Promise<unknown[]> {
  const user = { __type: 'Pointer', className: '_User', objectId }
  const sessions = await configOf(host).database.find('_Session', { user })
  return sessions.map(({ sessionToken }) => sessionToken)
}
