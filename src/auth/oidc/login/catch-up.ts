/**
 * Makes a user who is here already what the provider says of them by now. What changes is decided before anybody is asked
 * about the log-in, who judges the user by it, and written when nobody has refused: a log-in that fails changes nothing.
 */
import { afterCommit } from '../../../parse/after-commit'
import { parseError } from '../../../parse/errors'
import type { RequestConfig, Row } from '../../../parse/internals'
import { userById } from '../../../parse/user-rows'
import type { Newest } from '../newest'
import type { UserProfile } from '../options'
import { profileOf } from '../profile/profile'
import type { Provider } from '../provider'
import { mirrorRoles, rolesIn } from '../roles/mirror-roles'
import type { RoleTrust } from '../roles/role-trust'
import type { Identity } from '../token/identity'
import type { ProfileSync, Word } from '../profile/word'
import { linkOf } from './link'
import type { CatchUp, Told } from './login-context'

/** What it needs of the rest. */
export interface CatchUpParts {
  /** Whether a user must not log in before the e-mail address is verified. */
  refusesUnverified: (user: Row, config: RequestConfig) => Promise<boolean>
  /** With `roles`. */
  roleTrust: RoleTrust | undefined
  newest: Newest
  profiles: ProfileSync
}

/** A user who was found, with all fields, and how: with the profile, where it has been asked for. */
type Found = Pick<Word, 'user' | 'occasion'> & { loaded?: UserProfile | undefined }

/** Gives a user the roles that an identity has, and no others of its provider. */
export type Mirror = (told: Told, userId: string) => Promise<void>

/** Takes a user out of all roles of the provider. */
export type LoseRoles = (config: RequestConfig, userId: string) => Promise<void>

export function createCatchUp(provider: Provider, parts: CatchUpParts) {
  const { refusesUnverified, roleTrust, newest, profiles } = parts
  const { name, options } = provider

  const isNewest = (said: Parameters<Newest['isNewest']>[0], { subject, issuedAt }: Identity) =>
    newest.isNewest(said, subject, issuedAt)

  /** Access tokens have no profile: it is asked for when the user is created or linked. */
  async function decide({ config, identity }: Told, found: Found): Promise<UserProfile> {
    const { loaded, ...of } = found
    const hasProfile = identity.kind === 'id' || loaded !== undefined
    if (!hasProfile || !(await isNewest('profile', identity))) return {}
    const profile = loaded ?? (await profileOf(identity.claims, provider))
    return profiles.changesBy(config, { ...of, subject: identity.subject, profile })
  }
  const loseRoles: LoseRoles = async (config, userId) => {
    const { roles } = options
    if (roles && roleTrust) await mirrorRoles(config, userId, { prefix: roles.prefix, names: [] }, roleTrust)
  }
  async function loseUnlinked({ config, identity }: Told, userId: string): Promise<void> {
    const user = await userById(config.database, userId)
    if (!user || linkOf(user, name)?.id !== identity.subject) await loseRoles(config, userId)
  }
  const mirror: Mirror = async (told, userId) => {
    const { config, identity } = told
    const wanted = options.roles && rolesIn(identity.claims, options.roles)
    if (!wanted || !roleTrust || !(await isNewest('roles', identity))) return
    const hasGiven = await mirrorRoles(config, userId, wanted, roleTrust)
    // Whoever loses the link from now on loses these with it.
    if (hasGiven) await afterCommit(config.database, () => loseUnlinked(told, userId))
  }
  async function refuseUnverified(config: RequestConfig, user: Row): Promise<void> {
    if (await refusesUnverified(user, config))
      throw parseError('EMAIL_NOT_FOUND', 'User email is not verified.')
  }

  /** Something newer may have been told while others had their say about the log-in. */
  async function write({ config, identity }: Told, user: Row, changes: UserProfile): Promise<UserProfile> {
    if (Object.keys(changes).length === 0) return changes
    if (!(await isNewest('profile', identity))) return {}
    return profiles.write(config, { user, subject: identity.subject }, changes)
  }

  async function carryOut(told: Told, found: Row, changes: UserProfile): Promise<Row> {
    const { config } = told
    await refuseUnverified(config, { ...found, ...changes })
    const written = await write(told, found, changes)
    const user = { ...found, ...written }
    // Somebody else has got the address since it was decided, or a newer token came.
    if (written !== changes) await refuseUnverified(config, user)
    await mirror(told, String(user.objectId))
    return user
  }

  const catchUp: CatchUp = async (told, user) =>
    carryOut(told, user, await decide(told, { user, occasion: 'report' }))

  return {
    decide,
    catchUp,
    carryOut,
    mirror,
    loseRoles,
    /** Of a user who is made with a profile, so that no older token changes it. */
    noteProfile: (identity: Identity) => isNewest('profile', identity),
  }
}
