/**
 * The last part of a log-in: the session is open, but the client has not got it yet. Whoever is refused here gets
 * none.
 */
import type { Provider } from '../provider'
import { afterCommit } from '../../../parse/after-commit'
import { parseError } from '../../../parse/errors'
import type { RequestConfig, Row } from '../../../parse/internals'
import { runLogInTrigger } from '../../../parse/request/way-in'
import { endSessions } from '../../session/session-store'
import type { Events } from '../../../part/part'
import type { KnownSids } from '../logout/known-sids'
import type { Revocations } from '../revocations'
import { orRefuse } from '../token/errors'
import type { Identity } from '../token/identity'
import type { CatchUp, LogInAnswer, LogInRequest } from './login-context'
import type { UserProfile } from '../options'
import type { Newest } from '../newest'
import { profileOf } from '../profile'
import { syncProfile } from '../profile-sync'
import { mirrorRoles, rolesIn } from '../roles/mirror-roles'
import type { RoleTrust } from '../roles/role-trust'

/** What an admission needs of the rest. */
export interface AdmissionParts {
  /** Whether a user must not log in before the e-mail address is verified. */
  refusesUnverified: (user: Row, config: RequestConfig) => Promise<boolean>
  revocations: Revocations
  knownSids: Pick<KnownSids, 'note'>
  /** With `roles`. */
  roleTrust: RoleTrust | undefined
  newest: Newest
  events: Events
}

export type Admission = ReturnType<typeof createAdmission>

/** A verified identity, and all that is told of it. */
type Told = Pick<LogInRequest, 'config' | 'identity'>

/** All of the user who has logged in: parse-server's answer lacks what is hidden from others. */
async function userIn({ database }: RequestConfig, { response }: LogInAnswer, found?: Row): Promise<Row> {
  const { objectId, sessionToken } = response
  const isFound = found?.objectId === objectId
  const [user] = isFound ? [found] : await database.find('_User', { objectId }, { limit: 1 })
  return { objectId, ...user, sessionToken }
}

export function createAdmission(provider: Provider, parts: AdmissionParts) {
  const { name, title, options } = provider

  const isNewest = (said: Parameters<Newest['isNewest']>[0], { subject, issuedAt }: Identity) =>
    parts.newest.isNewest(said, subject, issuedAt)

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
  async function mirror({ config, identity }: Told, userId: string): Promise<void> {
    const { roleTrust } = parts
    const wanted = options.roles && rolesIn(identity.claims, options.roles)
    if (wanted && roleTrust && (await isNewest('roles', identity)))
      await mirrorRoles(config, userId, wanted, roleTrust)
  }

  async function catchUp(told: Told, found: Row, isNewUser = false, loaded?: UserProfile): Promise<Row> {
    const user = await sync(told, found, isNewUser, loaded)
    if (await parts.refusesUnverified(user, told.config))
      throw parseError('EMAIL_NOT_FOUND', 'User email is not verified.')
    await mirror(told, String(user.objectId))
    return user
  }

  /** Everything that may refuse the log-in, in order. */
  async function settle(
    request: LogInRequest,
    found: Row,
    isNewUser: boolean,
    loaded?: UserProfile,
  ): Promise<void> {
    const { config, auth, context } = request
    const user = await catchUp(request, found, isNewUser, loaded)
    const userId = String(user.objectId)
    const wayIn = { provider: name, isNewUser }
    await runLogInTrigger('afterLogin', user, { config, auth, context, wayIn })
    // Without a session of its own, it is a log-in by the client.
    const client = request.session ? undefined : { installationId: request.auth.installationId }
    await afterCommit(config.database, () => parts.events.emit('session', { userId, ...wayIn }, client))
  }

  return {
    catchUp: catchUp satisfies CatchUp,
    /**
     * Lets a user in who has a session already, or takes it back and rejects.
     * @param found the user's row, where it has been read
     * @param loaded the profile, where it has been asked for
     */
    admit: async (
      request: LogInRequest,
      answer: LogInAnswer,
      found?: Row,
      loaded?: UserProfile,
    ): Promise<LogInAnswer> => {
      const { config, identity } = request
      const { sessionToken } = answer.response
      try {
        // Before the session may end: a log-out there ends all that the user has, where it knows of none.
        await parts.knownSids.note(identity)
        // Whoever revokes from now on finds the session.
        await orRefuse(title, () => parts.revocations.refuseRevoked(identity))
        await settle(request, await userIn(config, answer, found), answer.status === 201, loaded)
      } catch (thrown) {
        await endSessions(config, [String(sessionToken)])
        throw thrown
      }
      return answer
    },
  }
}
