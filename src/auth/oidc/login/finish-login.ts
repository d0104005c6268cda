/**
 * The last part of a log-in: the session is open, but the client has not got it yet. Whoever is refused here gets
 * none.
 */
import type { Provider } from '../provider'
import { afterCommit } from '../../../parse/after-commit'
import type { RequestConfig, Row } from '../../../parse/internals'
import { runLogInTrigger } from '../../../parse/request/way-in'
import { endSessions } from '../../session/session-store'
import type { Events } from '../../../part/part'
import type { KnownSids } from '../logout/known-sids'
import type { Revocations } from '../revocations'
import { orRefuse } from '../token/errors'
import type { createCatchUp } from './catch-up'
import type { LogInAnswer, LogInRequest } from './login-context'
import type { UserProfile } from '../options'

/** What an admission needs of the rest. */
export interface AdmissionParts {
  catchUp: ReturnType<typeof createCatchUp>['catchUp']
  revocations: Revocations
  knownSids: Pick<KnownSids, 'note'>
  events: Events
}

export type Admission = ReturnType<typeof createAdmission>

/** All of the user who has logged in: parse-server's answer lacks what is hidden from others. */
async function userIn({ database }: RequestConfig, { response }: LogInAnswer, found?: Row): Promise<Row> {
  const { objectId, sessionToken } = response
  const isFound = found?.objectId === objectId
  const [user] = isFound ? [found] : await database.find('_User', { objectId }, { limit: 1 })
  return { objectId, ...user, sessionToken }
}

export function createAdmission(provider: Provider, parts: AdmissionParts) {
  const { name, title } = provider

  /** Everything that may refuse the log-in, in order. */
  async function settle(
    request: LogInRequest,
    found: Row,
    isNewUser: boolean,
    loaded?: UserProfile,
  ): Promise<void> {
    const { config, auth, context } = request
    const user = await parts.catchUp(request, found, isNewUser, loaded)
    const userId = String(user.objectId)
    const wayIn = { provider: name, isNewUser }
    await runLogInTrigger('afterLogin', user, { config, auth, context, wayIn })
    // Without a session of its own, it is a log-in by the client.
    const client = request.session ? undefined : { installationId: request.auth.installationId }
    await afterCommit(config.database, () => parts.events.emit('session', { userId, ...wayIn }, client))
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
