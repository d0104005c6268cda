/**
 * Guard: parse-server gives LiveQuery's sessions no configuration. They ask for the roles around a user's roles by
 * pointers without a class then, which `guardObjects` refuses, and parse-server takes any failure for "has no role":
 * nobody hears of what a role may read, and no log tells why.
 */
import { reasonOf } from '../../errors'
import { type Auth, type AuthModule, internals, type Logger, type RequestConfig } from '../internals'
import { replaceMethods } from '../replace-methods'

/** What LiveQuery asks for: it has a cache in place of a configuration. */
type Parts = Parameters<AuthModule['getAuthForSessionToken']>[0]

const isKnownRefusal = (thrown: unknown) =>
  (thrown as { code?: unknown } | undefined)?.code === internals.Parse().Error.INVALID_SESSION_TOKEN

/** What fails is somebody who hears nothing. That a session is over is no failure. */
function logging(logger: Logger) {
  return async <Result>(what: string, look: () => Promise<Result>): Promise<Result> => {
    try {
      return await look()
    } catch (thrown) {
      if (!isKnownRefusal(thrown)) logger.error(`LiveQuery could not find out ${what}: ${reasonOf(thrown)}`)
      throw thrown
    }
  }
}

/**
 * Stands in for parse-server's look-up of sessions, for LiveQuery only.
 * @returns a function that takes it back
 */
export function hookLiveQuerySessions(configOf: () => RequestConfig, logger: Logger): () => void {
  const { getAuthForSessionToken } = internals.auth()
  const orLog = logging(logger)
  const { prototype } = internals.auth().Auth
  const complete = (auth: Auth): Auth =>
    Object.assign(auth, {
      getRolesByIds: (ids: string[]) => prototype.getRolesByIds.call({ config: configOf() }, ids),
      getUserRoles: () => orLog('the roles of a user', () => prototype.getUserRoles.call(auth)),
    })
  const lookUp = async (parts: Parts) =>
    complete(await orLog('whose a session is', () => getAuthForSessionToken(parts)))
  return replaceMethods(internals.auth(), {
    getAuthForSessionToken: (parts) => (parts.config ? getAuthForSessionToken(parts) : lookUp(parts)),
  })
}
