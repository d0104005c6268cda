/**
 * Guard: parse-server gives LiveQuery's sessions no configuration. They ask for the roles around a user's roles by
 * pointers without a class then, which `objectGuard` refuses, and parse-server takes any failure for "has no role":
 * nobody hears of what a role may read, and no log tells why.
 */
import { reasonOf } from '../../errors'
import { hasCode } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { type Auth, internals, type Logger, type RequestConfig } from '../../parse/internals'

/** What fails is somebody who hears nothing. That a session is over is no failure. */
function logging(logger: Logger) {
  return async <Result>(what: string, look: () => Promise<Result>): Promise<Result> => {
    try {
      return await look()
    } catch (thrown) {
      if (!hasCode(thrown, 'INVALID_SESSION_TOKEN'))
        logger.error(`LiveQuery could not find out ${what}: ${reasonOf(thrown)}`)
      throw thrown
    }
  }
}

/** Stands in for parse-server's look-up of sessions, for LiveQuery only. */
export function liveQuerySessionHooks(configOf: () => RequestConfig, logger: Logger): Hooks {
  const orLog = logging(logger)
  const { prototype } = internals.auth().Auth
  const complete = (auth: Auth): Auth =>
    Object.assign(auth, {
      getRolesByIds: (ids: string[]) => prototype.getRolesByIds.call({ config: configOf() }, ids),
      getUserRoles: () => orLog('the roles of a user', () => prototype.getUserRoles.call(auth)),
    })
  return {
    'Auth.getAuthForSessionToken': async (next, parts) =>
      parts.config ? next(parts) : complete(await orLog('whose a session is', () => next(parts))),
  }
}
