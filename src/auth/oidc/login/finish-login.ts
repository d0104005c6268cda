/**
 * The last part of a log-in: the session is open, but the client has not got it yet. Whoever is refused here gets
 * none.
 */
import type { Provider } from '../provider'
import { afterCommit } from '../../../parse/after-commit'
import type { RequestConfig, Row } from '../../../parse/internals'
import { runLogInTrigger } from '../../../parse/request/way-in'
import { userById } from '../../../parse/user-rows'
import { endSessions } from '../../session/session-store'
import type { Events } from '../../../part/part'
import type { UserProfile } from '../options'
import type { KnownSids } from '../logout/known-sids'
import type { Revocations } from '../revocations'
import { orRefuse } from '../token/errors'
import type { Identity } from '../token/identity'
import { type CatchUpParts, createCatchUp } from './catch-up'
import { linkOf } from './link'
import { ofAnother } from './linking'
import type { LogInAnswer, LogInContext, LogInRequest } from './login-context'

/** What an admission needs of the rest. */
export interface AdmissionParts extends CatchUpParts {
  revocations: Revocations
  knownSids: Pick<KnownSids, 'note'>
  events: Events
}

export type Admission = ReturnType<typeof createAdmission>

/** What is known of a user by now. */
interface Known extends Pick<LogInContext, 'found' | 'changes'> {
  /** The profile, where it has been asked for. */
  loaded: UserProfile | undefined
}

/** All of a user: parse-server's answer lacks what is hidden from others, and the password. */
export async function wholeRow({ database }: RequestConfig, objectId: unknown, found?: Row): Promise<Row> {
  if (found?.objectId === objectId) return { ...found }
  const user = await userById(database, objectId)
  return { objectId, ...user }
}

export function createAdmission(provider: Provider, parts: AdmissionParts) {
  const { name, title } = provider
  const { decide: decideOn, carryOut, ...catching } = createCatchUp(provider, parts)

  const refuseRevoked = (identity: Identity) =>
    orRefuse(title, () => parts.revocations.refuseRevoked(identity))

  const decide = (request: LogInRequest, user: Row, loaded?: UserProfile) =>
    decideOn(request, { user, occasion: 'logIn', loaded })

  /** Everything that may refuse the log-in, in order. */
  async function settle(request: LogInRequest, answer: LogInAnswer, known: Known): Promise<void> {
    const { config, auth, context } = request
    const isNewUser = answer.status === 201
    const { objectId, sessionToken } = answer.response
    const row = { ...(await wholeRow(config, objectId, known.found)), sessionToken }
    // A new user is linked, and has the profile. Within a transaction, the row can't be read yet.
    if (!isNewUser && linkOf(row, name)?.id !== request.identity.subject) throw ofAnother()
    const changes = isNewUser ? {} : (known.changes ?? (await decide(request, row, known.loaded)))
    const user = await carryOut(request, row, changes)
    const userId = String(user.objectId)
    const wayIn = { provider: name, isNewUser }
    await runLogInTrigger('afterLogin', user, { config, auth, context, wayIn })
    // Without a session of its own, it is a log-in by the client.
    const client = request.session ? undefined : { installationId: request.auth.installationId }
    await afterCommit(config.database, () => parts.events.emit('session', { userId, ...wayIn }, client))
  }

  return {
    ...catching,
    decide,
    refuseRevoked,
    /** Lets a user in who has a session already, or takes it back and rejects. */
    admit: async (request: LogInRequest, answer: LogInAnswer, known: Known): Promise<LogInAnswer> => {
      const { config, identity } = request
      const { sessionToken } = answer.response
      try {
        // Before the session may end: a log-out there ends all that the user has, where it knows of none.
        await parts.knownSids.note(identity)
        // Whoever revokes from now on finds the session.
        await refuseRevoked(identity)
        await settle(request, answer, known)
      } catch (thrown) {
        await endSessions(config, [String(sessionToken)])
        throw thrown
      }
      return answer
    },
  }
}
