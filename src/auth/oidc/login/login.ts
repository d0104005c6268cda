/** A log-in with a provider: from a verified identity to a Parse user with a session, whoever they are and were. */
import { nobody } from '../../../parse/auth-of'
import { hasCode } from '../../../parse/errors'
import type { UserProfile } from '../options'
import type { Adopt, Provider } from '../provider'
import { type Auth, type Fields, internals, type Row } from '../../../parse/internals'
import { type Admission, wholeRow } from './finish-login'
import { linkOf } from './link'
import { isConflict, ofAnother, resolveConflict } from './linking'
import { type LogInContext, withinLogIn } from './login-context'
import type { LogIn, LogInAnswer, LogInRequest } from './login-context'
import { profileOf } from '../profile/profile'

/** The profile of whoever logs in, which is asked for once at the most. */
interface Profiles {
  load: () => Promise<UserProfile>
  loaded: () => Promise<UserProfile | undefined>
}

/** A log-in at the same time may create the user, or link them: the next attempt finds them. */
const mostAttempts = 3

const isRaced = (thrown: unknown): boolean =>
  hasCode(thrown, 'ACCOUNT_ALREADY_LINKED', 'EMAIL_TAKEN', 'USERNAME_TAKEN', 'DUPLICATE_VALUE') &&
  !isConflict(thrown)

async function untilSettled<Result>(
  attempt: () => Promise<Result>,
  attemptsLeft = mostAttempts,
): Promise<Result> {
  try {
    return await attempt()
  } catch (thrown) {
    if (attemptsLeft > 1 && isRaced(thrown)) return untilSettled(attempt, attemptsLeft - 1)
    throw thrown
  }
}

/** Who logs in is the token's subject, not whoever was logged in on the client before. */
function asNobody({ config, auth }: LogInRequest): Auth {
  return auth.user ? nobody(config, auth.installationId) : auth
}

/**
 * parse-server's `create` finds or creates the user, and opens the session.
 * @returns how one logs in. It rejects with a Parse error: 203 for an e-mail address that somebody else has, 205
 *   for one that is not verified where that matters, and whatever a trigger of the host throws.
 */
export function createLogIn(
  provider: Provider,
  {
    admit,
    decide,
    noteProfile,
    refuseRevoked,
  }: Pick<Admission, 'admit' | 'decide' | 'noteProfile' | 'refuseRevoked'>,
  adopt: Adopt,
): LogIn {
  const { name } = provider

  async function loadProfile({ identity, loadClaims }: LogInRequest): Promise<UserProfile> {
    return profileOf({ ...identity.claims, ...(await loadClaims()) }, provider)
  }

  /** What the token changes of the user who was found. */
  async function prepare(request: LogInRequest, context: LogInContext, user: Row, loaded?: UserProfile) {
    const { config, identity } = request
    const link = linkOf(user, name)
    // Another credential has found the user: the identity is linked next.
    if (link === undefined) return user
    if (link.id !== identity.subject) throw ofAnother()
    context.changes = await decide(request, await wholeRow(config, user.objectId, context.found), loaded)
    return { ...user, ...context.changes }
  }

  async function attempt(request: LogInRequest, profiles: Profiles) {
    const { config, identity, fields, session } = request
    const context: LogInContext = {
      provider: name,
      identity,
      session,
      onSetUp: async () => {
        // Before anything is written: whoever was deleted would be made anew by a token of before.
        await refuseRevoked(identity)
        const profile = await profiles.load()
        context.profile = profile
        await resolveConflict(config, provider, { subject: identity.subject, profile }, adopt)
        await noteProfile(identity)
      },
      // Who was linked on the way gets the profile that was asked for then.
      onFound: async (user) => prepare(request, context, user, await profiles.loaded()),
    }
    const authData = { ...(fields.authData as Fields | undefined), [name]: { id: identity.subject } }
    const answer = await withinLogIn(context, () =>
      internals.rest().create(config, asNobody(request), '_User', { ...fields, authData }, request.context),
    )
    return { answer: answer as LogInAnswer, context }
  }

  return async (request) => {
    let profile: Promise<UserProfile> | undefined
    const profiles: Profiles = { load: () => (profile ??= loadProfile(request)), loaded: async () => profile }
    const { answer, context } = await untilSettled(() => attempt(request, profiles))
    const loaded = await profile
    return withinLogIn(context, () => admit(request, answer, { ...context, loaded }))
  }
}
