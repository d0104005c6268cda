/**
 * Makes a user who is here already what the provider says of them by now. What changes is decided before anybody is asked
 * about the log-in, who judges the user by it, and written when nobody has refused: a log-in that fails changes nothing.
 */
import { parseError } from '../../../parse/errors'
import type { RequestConfig, Row } from '../../../parse/internals'
import type { Newest } from '../newest'
import type { UserProfile } from '../options'
import { profileOf } from '../profile'
import { profileChanges, writeChanges } from '../profile-sync'
import type { Provider } from '../provider'
import { mirrorRoles, rolesIn } from '../roles/mirror-roles'
import type { RoleTrust } from '../roles/role-trust'
import type { Identity } from '../token/identity'
import type { CatchUp, Told } from './login-context'

/** What it needs of the rest. */
export interface CatchUpParts {
  /** Whether a user must not log in before the e-mail address is verified. */
  refusesUnverified: (user: Row, config: RequestConfig) => Promise<boolean>
  /** With `roles`. */
  roleTrust: RoleTrust | undefined
  newest: Newest
}

/**
 * Decides what changes of a user who was found.
 * @param user with all fields, the password too
 * @param loaded the profile, where it has been asked for
 */
export type Decide = (told: Told, user: Row, loaded?: UserProfile) => Promise<UserProfile>

export function createCatchUp(provider: Provider, { refusesUnverified, roleTrust, newest }: CatchUpParts) {
  const { title, options } = provider

  const isNewest = (said: Parameters<Newest['isNewest']>[0], { subject, issuedAt }: Identity) =>
    newest.isNewest(said, subject, issuedAt)

  /** Access tokens have no profile: it is asked for when the user is created or linked. */
  const decide: Decide = async ({ config, identity }, user, loaded) => {
    const hasProfile = identity.kind === 'id' || loaded !== undefined
    if (!hasProfile || !(await isNewest('profile', identity))) return {}
    return profileChanges(config, user, loaded ?? (await profileOf(identity.claims, provider)), title)
  }
  async function mirror({ config, identity }: Told, userId: string): Promise<void> {
    const wanted = options.roles && rolesIn(identity.claims, options.roles)
    if (wanted && roleTrust && (await isNewest('roles', identity)))
      await mirrorRoles(config, userId, wanted, roleTrust)
  }
  async function refuseUnverified(config: RequestConfig, user: Row): Promise<void> {
    if (await refusesUnverified(user, config))
      throw parseError('EMAIL_NOT_FOUND', 'User email is not verified.')
  }

  async function carryOut(told: Told, found: Row, changes: UserProfile): Promise<Row> {
    const { config } = told
    await refuseUnverified(config, { ...found, ...changes })
    const written = await writeChanges(config, found, changes, title)
    const user = { ...found, ...written }
    // Somebody else has got the address since it was decided.
    if (written !== changes) await refuseUnverified(config, user)
    await mirror(told, String(user.objectId))
    return user
  }

  const catchUp: CatchUp = async (told, found) => carryOut(told, found, await decide(told, found))

  return {
    decide,
    catchUp,
    carryOut,
    /** Of a user who is made with a profile, so that no older token changes it. */
    noteProfile: (identity: Identity) => isNewest('profile', identity),
  }
}
