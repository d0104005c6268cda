/** Writes what a provider says of a user by now: the profile, and the roles. */
import type { Provider } from '../provider'
import { parseError } from '../../../parse/errors'
import type { RequestConfig, Row } from '../../../parse/internals'
import type { UserProfile } from '../options'
import type { Newest } from '../newest'
import { profileOf } from '../profile'
import { syncProfile } from '../profile-sync'
import { mirrorRoles, rolesIn } from '../roles/mirror-roles'
import type { RoleTrust } from '../roles/role-trust'
import type { Identity } from '../token/identity'
import type { LogInRequest } from './login-context'

export interface CatchUpParts {
  /** Whether a user must not log in before the e-mail address is verified. */
  refusesUnverified: (user: Row, config: RequestConfig) => Promise<boolean>
  /** With `roles`. */
  roleTrust: RoleTrust | undefined
  newest: Newest
}

/** A verified identity, and all that is told of it. */
type Told = Pick<LogInRequest, 'config' | 'identity'>

/** Gives a user the roles that an identity has, and no others of its provider. */
export type Mirror = (told: Told, userId: string) => Promise<void>

/** Takes a user out of all roles of the provider. */
export type LoseRoles = (config: RequestConfig, userId: string) => Promise<void>

export function createCatchUp(provider: Provider, { refusesUnverified, roleTrust, newest }: CatchUpParts) {
  const { title, options } = provider

  const isNewest = (said: Parameters<Newest['isNewest']>[0], { subject, issuedAt }: Identity) =>
    newest.isNewest(said, subject, issuedAt)

  /** Access tokens have no profile: it is asked for when the user is created or linked. A new user has it already. */
  async function sync(
    { config, identity }: Told,
    user: Row,
    isNewUser: boolean,
    loaded?: UserProfile,
  ): Promise<Row> {
    const hasProfile = identity.kind === 'id' || loaded !== undefined
    if (!hasProfile || !(await isNewest('profile', identity)) || isNewUser) return user
    const profile = loaded ?? (await profileOf(identity.claims, provider))
    return { ...user, ...(await syncProfile(config, user, profile, title)) }
  }
  const mirror: Mirror = async ({ config, identity }, userId) => {
    const wanted = options.roles && rolesIn(identity.claims, options.roles)
    if (wanted && roleTrust && (await isNewest('roles', identity)))
      await mirrorRoles(config, userId, wanted, roleTrust)
  }
  const loseRoles: LoseRoles = async (config, userId) => {
    const { roles } = options
    if (roles && roleTrust) await mirrorRoles(config, userId, { prefix: roles.prefix, names: [] }, roleTrust)
  }

  async function catchUp(told: Told, found: Row, isNewUser = false, loaded?: UserProfile): Promise<Row> {
    const user = await sync(told, found, isNewUser, loaded)
    if (await refusesUnverified(user, told.config))
      throw parseError('EMAIL_NOT_FOUND', 'User email is not verified.')
    await mirror(told, String(user.objectId))
    return user
  }

  return { catchUp, mirror, loseRoles }
}
