/**
 * The last part of a log-in: the session is open, but the client has not got it yet. Whoever is refused here gets
 * none.
 */
import type { Adopt, Provider } from '../provider'
import type { AfterCommit } from '../../../parse/after-commit'
import { parseError } from '../../../parse/errors'
import type { RequestConfig, Row } from '../../../parse/internals'
import { runLogInTrigger } from '../../../parse/request/way-in'
import { endSessions } from '../../session/session-store'
import type { Events } from '../../../part/part'
import type { Revocations } from '../revocations'
import { orRefuse } from '../token/errors'
import type { LogInAnswer, LogInRequest } from './login-context'
import type { UserProfile } from '../options'
import { profileOf } from '../profile'
import { syncProfile } from '../profile-sync'
import { mirrorRoles } from '../roles/mirror-roles'
import type { RoleTrust } from '../roles/role-trust'

/** What an admission needs of the rest. */
export interface AdmissionParts {
  /** Whether a user must not log in before the e-mail address is verified. */
  refusesUnverified: (user: Row, config: RequestConfig) => Promise<boolean>
  revocations: Revocations
  /** With `roles`. */
  roleTrust: RoleTrust | undefined
  events: Events
  afterCommit: AfterCommit
  adopt: Adopt
}

/** All of the user who has logged in: parse-server's answer lacks what is hidden from others. */
async function userIn({ database }: RequestConfig, { response }: LogInAnswer, found?: Row): Promise<Row> {
  const { objectId, sessionToken } = response
  const isFound = found?.objectId === objectId
  const [user] = isFound ? [found] : await database.find('_User', { objectId }, { limit: 1 })
  return { objectId, ...user, sessionToken }
}

export function createAdmission(provider: Provider, parts: AdmissionParts) {
  const { name, title, options } = provider

  /** Access tokens have no profile: it is asked for when the user is created or linked. */
  async function sync({ config, identity }: LogInRequest, user: Row, loaded?: UserProfile): Promise<Row> {
    if (identity.kind === 'access' && !loaded) return user
    const profile = loaded ?? (await profileOf(identity.claims, provider))
    return { ...user, ...(await syncProfile(config, user, profile, title)) }
  }

  /** Everything that may refuse the log-in, in order. */
  async function settle(
    request: LogInRequest,
    found: Row,
    isNewUser: boolean,
    loaded?: UserProfile,
  ): Promise<void> {
    const { config, identity, auth, context } = request
    const user = isNewUser ? found : await sync(request, found, loaded)
    if (await parts.refusesUnverified(user, config))
      throw parseError('EMAIL_NOT_FOUND', 'User email is not verified.')
    const userId = String(user.objectId)
    if (options.roles && parts.roleTrust)
      await mirrorRoles(config, userId, identity.claims, options.roles, parts.roleTrust)
    const wayIn = { provider: name, isNewUser }
    await runLogInTrigger('afterLogin', user, { config, auth, context, wayIn })
    // Without a session of its own, it is a log-in by the client.
    const client = request.session ? undefined : { installationId: request.auth.installationId }
    await parts.afterCommit(config.database, () => parts.events.emit('session', { userId, ...wayIn }, client))
  }

  return {
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
