/** Whether and how a user is linked with Auth0. */
import type { Row } from '../../server/internals'

/** The `authData.auth0` of a user. */
export const linkOf = (user: Row): { id?: unknown } | undefined =>
  (user.authData as { auth0?: { id?: unknown } } | undefined)?.auth0

/** Whether a user signs in with Auth0 and has no password. */
export const hasNoPassword = (user: Row): boolean => linkOf(user) !== undefined && !user.password
