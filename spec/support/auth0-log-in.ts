/** Log-ins with Auth0 as clients send them, each subject of a person of its own. */
import { randomUUID } from 'node:crypto'
import { type Host, startHost, type HostOptions } from './host'
import { rest, type RestRequest, type RestResponse } from './rest'
import type { Tenant } from './tenant'
import type { Overrides } from './tenant/keys'

/** Claims of somebody whom no other test knows. */
export interface Person extends Overrides {
  sub: string
  email: string
}

/** A user as answers have it, or a refusal. */
export interface UserBody {
  objectId: string
  sessionToken: string
  authData?: Record<string, unknown>
  code: number
  error: string
  [field: string]: unknown
}

export interface UserResponse extends RestResponse {
  body: UserBody
}

export function newPerson(claims: Overrides = {}): Person {
  const name = `p${randomUUID().slice(0, 13)}`
  return { sub: `auth0|${name}`, email: `${name}@example.com`, ...claims }
}

/** @param more fields beside `authData` */
export const logIn = (
  host: Host,
  auth0: Record<string, unknown>,
  more: Record<string, unknown> = {},
  request: RestRequest = {},
): Promise<UserResponse> =>
  rest(host, 'POST', '/users', { ...request, body: { authData: { auth0 }, ...more } })

/** Logs in with an ID token. */
export const logInAs = async (host: Host, tenant: Tenant, claims: Overrides, more = {}) =>
  logIn(host, { id_token: await tenant.idToken(claims) }, more)

/** A user as the operator sees it. */
export async function storedUser(host: Host, objectId: string): Promise<UserBody> {
  const { body }: UserResponse = await rest(host, 'GET', `/users/${objectId}`, { master: true })
  return body
}

/** The users that a query finds. */
export async function usersWhere(host: Host, where: Record<string, unknown>): Promise<UserBody[]> {
  const { body } = await rest(host, 'GET', '/users', { master: true, query: { where } })
  return body.results as UserBody[]
}

/** A user with a password, whose address is verified or not. */
export async function signUp(host: Host, email: string, emailVerified = false) {
  const fields = { username: `u${randomUUID()}`, password: 'correct horse', email }
  const { body }: UserResponse = await rest(host, 'POST', '/users', { body: fields })
  if (emailVerified)
    await rest(host, 'PUT', `/users/${body.objectId}`, { master: true, body: { emailVerified } })
  return { ...fields, objectId: body.objectId, sessionToken: body.sessionToken }
}

/** A host that takes log-ins of the tenant. */
export const startAuth0Host = (
  tenant: Tenant,
  { auth0, ...options }: Omit<HostOptions, 'auth0'> & { auth0?: Partial<HostOptions['auth0']> } = {},
): Promise<Host> => startHost({ ...options, auth0: { ...tenant.options, ...auth0 } })
