/** Who sees the account page: by the cookie, and for what matters by the password, or by a sign-in a short time ago. */
import { authOf } from '../../parse/auth-of'
import { parseError } from '../../parse/errors'
import { type Auth, type Fields, internals, type RequestConfig, type Row } from '../../parse/internals'
import { asPasswordCheck } from '../../parse/request/password-check'
import { userById } from '../../parse/user-rows'
import type { Cookie } from '../sign-in/cookie'
import type { Sent } from '../forms/answers'

export interface Visitor {
  auth: Auth
  userId: string
  sessionToken: string
  /** The row, as it is stored. */
  user: Row
  config: RequestConfig
}

/** @throws {Parse.Error} 206 when the session has proven nothing for a while. */
export type RequireFresh = (config: RequestConfig, auth: Auth) => Promise<void>

export const hasPassword = ({ password }: Row): boolean => typeof password === 'string' && password !== ''

/** @returns nothing for whoever is not signed in */
export async function visitorOf(config: RequestConfig, cookie: Cookie): Promise<Visitor | undefined> {
  const sessionToken = cookie.read(config.headers as Record<string, string | undefined>)
  const auth = sessionToken === undefined ? undefined : await authOf(config, sessionToken)
  const userId = auth?.user?.id
  if (!auth || userId === undefined || sessionToken === undefined) return undefined
  const user = await userById(config.database, userId)
  return user && { auth, userId, sessionToken, user, config }
}

/** As the user does it by REST, with all checks. @returns what is answered */
export async function update({ auth, userId, config }: Visitor, fields: Fields): Promise<Fields> {
  const answer = await internals.rest().update(config, auth, '_User', { objectId: userId }, fields, {})
  return (answer as { response: Fields }).response
}

/** What an update needs beside what it changes. @throws {Parse.Error} 101 or 206 where nothing is proven */
export async function proofOf(
  { auth, user, config }: Visitor,
  { ownPassword }: Sent,
  requireFresh: RequireFresh,
): Promise<Fields> {
  if (!hasPassword(user)) {
    await requireFresh(config, auth)
    return {}
  }
  if (ownPassword === '') throw parseError('OBJECT_NOT_FOUND', 'The current password is wrong.')
  return { currentPassword: ownPassword }
}

/** The same for what is no update: users may have no right to one, and triggers of the host wait for changes. */
export async function prove(visitor: Visitor, sent: Sent, requireFresh: RequireFresh): Promise<void> {
  const proof = await proofOf(visitor, sent, requireFresh)
  if (hasPassword(visitor.user)) await asPasswordCheck(() => update(visitor, proof))
}
