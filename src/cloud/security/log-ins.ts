/** Who comes in, who is refused, and who leaves. */
import type { FailureReason } from '../../api/security'
import { isLockedError } from '../../auth/lockout/account'
import { isWrongCode } from '../../auth/mfa/wrong-code'
import { currentLogIn } from '../../auth/oidc/login/login-context'
import { findUsers } from '../../auth/ownership/found-by'
import { isOperators } from '../../auth/session/session-store'
import { afterCommit } from '../../parse/after-commit'
import { cloudInstallation } from '../../parse/auth-of'
import { isNotFound } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import {
  type Fields,
  internals,
  type RoutedRequest,
  type Row,
  type TriggerHandler,
} from '../../parse/internals'
import { accountNamedIn, currentPassword } from '../../parse/request/log-in-request'
import type { Client, Events } from '../../part/part'
import { isSignUp, providersIn } from '../login'
import { currentOperator, masterNamed } from '../../parse/request/operator'
import { isTriggerRefusal } from '../triggers/refusals'
import type { Tell } from './tell'

/** What a log-in failed for; undefined for what was missing, for faults, and for what is told of where it is refused. */
function reasonFor(thrown: unknown): FailureReason | undefined {
  if (isWrongCode(thrown) || isTriggerRefusal(thrown)) return undefined
  if (isLockedError(thrown)) return 'locked'
  const { code } = (thrown ?? {}) as { code?: unknown }
  const codes = internals.Parse().Error
  const reasons: [number | undefined, FailureReason][] = [
    [codes.OBJECT_NOT_FOUND, 'credentials'],
    [codes.EMAIL_NOT_FOUND, 'unverified'],
    [codes.REQUEST_LIMIT_EXCEEDED, 'limited'],
    [codes.SCRIPT_FAILED, 'refused'],
    [codes.VALIDATION_ERROR, 'refused'],
  ]
  return reasons.find(([of]) => of === code)?.[1]
}

/** Whose log-in failed. Asked after a failure, for known and unknown names alike. */
async function userIdOf(request: RoutedRequest): Promise<string | undefined> {
  const name = accountNamedIn(request)
  if (name === undefined) return undefined
  const where = { $or: [{ username: name }, { email: name }] }
  const [user] = await findUsers(request.config, where).catch(() => [])
  return user && String(user.objectId)
}

/** That of Cloud Code is no client's. */
const installationOf = (client: Client | undefined) => {
  const id = client?.installationId
  return typeof id === 'string' && id !== cloudInstallation ? { installationId: id } : {}
}

/** Log-ins that succeed, with whatever provider, and sign-ups. */
export function tellOfComing(events: Events, tell: Tell): void {
  events.on('signedUp', ({ userId, provider }, client) =>
    tell({ type: 'signUp', userId, provider, ...installationOf(client) }),
  )
  events.on('session', (event, client) => {
    const { userId, provider } = event
    if (!isSignUp(event)) tell({ type: 'login', userId, provider, ...installationOf(client) })
  })
}

export const logInHooks = (tell: Tell): Hooks => ({
  'UsersRouter._authenticateUserFromRequest': async (next, request) => {
    try {
      return await next(request)
    } catch (thrown) {
      const reason = reasonFor(thrown)
      const userId = reason && reason !== 'limited' ? await userIdOf(request) : undefined
      if (reason) tell({ type: 'loginFailed', provider: 'password', reason, ...(userId && { userId }) })
      throw thrown
    }
  },
  'rest.update': async (next, config, auth, className, where, fields, ...rest) => {
    try {
      return await next(config, auth, className, where, fields, ...rest)
    } catch (thrown) {
      if (className === '_User' && currentPassword in fields && isNotFound(thrown))
        tell({
          type: 'loginFailed',
          provider: 'password',
          reason: isLockedError(thrown) ? 'locked' : 'credentials',
          userId: String(where.objectId),
        })
      throw thrown
    }
  },
  'rest.create': async (next, config, auth, className, fields, ...rest) => {
    const providers = className === '_User' ? providersIn(fields) : []
    try {
      return await next(config, auth, className, fields, ...rest)
    } catch (thrown) {
      const reason = providers.length > 0 && !currentLogIn() ? reasonFor(thrown) : undefined
      if (reason) tell({ type: 'loginFailed', provider: providers.join(), reason })
      throw thrown
    }
  },
  'UsersRouter.handleLogInAs': async (next, request) => {
    const answer = await next(request)
    const { objectId } = (answer as { response: Fields }).response
    const operator = currentOperator() ?? masterNamed(request.body?.operator ?? request.query?.operator)
    const event = { type: 'loginAs', userId: String(objectId), ...operator } as const
    await afterCommit(request.config.database, () => tell(event))
    return answer
  },
})

export const tellOfLogOut =
  (tell: Tell): TriggerHandler =>
  async ({ object, master, config }) => {
    const session = (object?.toJSON() ?? {}) as Row & { user?: { objectId?: unknown } }
    const userId = String(session.user?.objectId)
    const by = master || isOperators(session) ? 'master' : undefined
    const event = { type: 'logout', userId, ...(by && { by }) } as const
    await afterCommit(config.database, () => tell(event))
  }
